package io.kubestats.model;

/**
 * What the Summary alone says of CPU and memory, and {@code /metrics/resource} does not. Memory is in bytes. The totals
 * of {@link PressurePoint} are in it and not beside it, since there is one for each container.
 *
 * <p>The kubelet tells what is left of a limit; what is kept is the limit itself, so that what is left can be told of a
 * usage that is newer.
 *
 * @param cpuTimeMillis when the kubelet measured the pressure on the CPU, Unix time
 * @param memoryTimeMillis when the kubelet measured the memory, Unix time
 * @param memoryLimitBytes working set and what is available together; absent where there is no limit
 * @param memoryUsageBytes reclaimable cache included
 * @param pageFaults cumulative
 * @param majorPageFaults cumulative, those that needed the disk
 * @param swapLimitBytes swap in use and what is available together; absent where there is no limit
 */
public record UsageDetail(
        long cpuTimeMillis,
        long cpuWaitingMicroseconds,
        long cpuStalledMicroseconds,
        long memoryTimeMillis,
        long memoryLimitBytes,
        long memoryUsageBytes,
        long rssBytes,
        long pageFaults,
        long majorPageFaults,
        long memoryWaitingMicroseconds,
        long memoryStalledMicroseconds,
        long swapLimitBytes) {
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

    /** With the pressures as points. */
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
        this(
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

    /** Its pressure on the CPU, made anew. */
    public PressurePoint cpuPressure() {
        return new PressurePoint(cpuWaitingMicroseconds, cpuStalledMicroseconds);
    }

    /** Its pressure on memory, made anew. */
    public PressurePoint memoryPressure() {
        return new PressurePoint(memoryWaitingMicroseconds, memoryStalledMicroseconds);
    }
}
