package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/**
 * What the Summary alone says of CPU and memory, and {@code /metrics/resource} does not. Memory is in bytes.
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
        PressurePoint cpuPressure,
        long memoryTimeMillis,
        long memoryLimitBytes,
        long memoryUsageBytes,
        long rssBytes,
        long pageFaults,
        long majorPageFaults,
        PressurePoint memoryPressure,
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

    public UsageDetail {
        requireNonNull(cpuPressure, "cpuPressure");
        requireNonNull(memoryPressure, "memoryPressure");
    }
}
