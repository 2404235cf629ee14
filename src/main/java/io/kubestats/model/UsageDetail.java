package io.kubestats.model;

/**
 * Readings of CPU and memory that the Summary has and {@code /metrics/resource} lacks. Memory is in bytes.
 *
 * <p>The kubelet reports available amounts. The limit is stored instead, so that the available amount can be derived
 * for a newer usage.
 */
public final class UsageDetail extends DetailNumbers {
    /** Count of numbers in each object. */
    public static final int COUNT = 12;

    /** Nothing was reported. */
    public static final UsageDetail ABSENT = new UsageDetail(
            Reading.ABSENT,
            PressurePoint.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            PressurePoint.ABSENT,
            Reading.ABSENT);

    private static final int CPU_PRESSURE = 1;
    private static final int MEMORY_PRESSURE = 9;

    /**
     * Creates the details from the sequence that {@link #forEach} has produced, stored in {@code numbers} from {@code
     * at} on; not copied.
     */
    public UsageDetail(IndexedNumbers numbers, int at) {
        super(numbers, at);
    }

    /** Creates the details with an array of their own. */
    public UsageDetail(
            long cpuTimeMillis,
            PressurePoint cpuPressure,
            long memoryTimeMillis,
            long memoryLimitBytes,
            long memoryUsageBytes,
            long rssBytes,
            long pageFaults,
            long majorPageFaults,
            PressurePoint memoryPressure,
            long swapLimitBytes) {
        super(
                cpuTimeMillis,
                cpuPressure.waitingMicroseconds(),
                cpuPressure.stalledMicroseconds(),
                memoryTimeMillis,
                memoryLimitBytes,
                memoryUsageBytes,
                rssBytes,
                pageFaults,
                majorPageFaults,
                memoryPressure.waitingMicroseconds(),
                memoryPressure.stalledMicroseconds(),
                swapLimitBytes);
    }

    @Override
    public int count() {
        return COUNT;
    }

    /** Returns the time at which the kubelet measured CPU pressure, Unix time. */
    public long cpuTimeMillis() {
        return number(0);
    }

    /** Returns the time at which the kubelet measured memory, Unix time. */
    public long memoryTimeMillis() {
        return number(3);
    }

    /** Returns the sum of working set and available memory; absent without a limit. */
    public long memoryLimitBytes() {
        return number(4);
    }

    /** Returns memory in use, including reclaimable cache. */
    public long memoryUsageBytes() {
        return number(5);
    }

    /** Returns anonymous memory in use. */
    public long rssBytes() {
        return number(6);
    }

    /** Returns cumulative page faults. */
    public long pageFaults() {
        return number(7);
    }

    /** Returns cumulative page faults that required disk access. */
    public long majorPageFaults() {
        return number(8);
    }

    /** Returns the sum of used and available swap; absent without a limit. */
    public long swapLimitBytes() {
        return number(11);
    }

    /** Returns the pressure on the CPU, recreated. */
    public PressurePoint cpuPressure() {
        return pressure(CPU_PRESSURE);
    }

    /** Returns the pressure on memory, recreated. */
    public PressurePoint memoryPressure() {
        return pressure(MEMORY_PRESSURE);
    }
}
