package io.kubestats.model;

/**
 * Readings of CPU and memory that the Summary has and {@code /metrics/resource} lacks. Memory is in bytes.
 *
 * <p>The kubelet tells what is left of a limit; what is kept is the limit itself, so that what is left can be told of a
 * usage that is newer.
 */
public final class UsageDetail extends DetailNumbers {
    /** How many numbers each has. */
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

    /** Those that {@link #forEach} has given, in {@code numbers} from {@code at} on, which are not copied. */
    public UsageDetail(IndexedNumbers numbers, int at) {
        super(numbers, at);
    }

    /** Of these, in an array of its own. */
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

    /** When the kubelet measured the pressure on the CPU, Unix time. */
    public long cpuTimeMillis() {
        return number(0);
    }

    /** When the kubelet measured the memory, Unix time. */
    public long memoryTimeMillis() {
        return number(3);
    }

    /** Working set and what is available together; absent where there is no limit. */
    public long memoryLimitBytes() {
        return number(4);
    }

    /** Memory in use, reclaimable cache included. */
    public long memoryUsageBytes() {
        return number(5);
    }

    /** Memory in use that belongs to no file. */
    public long rssBytes() {
        return number(6);
    }

    /** Page faults, cumulative. */
    public long pageFaults() {
        return number(7);
    }

    /** Page faults that needed the disk, cumulative. */
    public long majorPageFaults() {
        return number(8);
    }

    /** Swap in use and what is available together; absent where there is no limit. */
    public long swapLimitBytes() {
        return number(11);
    }

    /** Its pressure on the CPU, recreated. */
    public PressurePoint cpuPressure() {
        return pressure(CPU_PRESSURE);
    }

    /** Its pressure on memory, recreated. */
    public PressurePoint memoryPressure() {
        return pressure(MEMORY_PRESSURE);
    }
}
