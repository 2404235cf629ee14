package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/**
 * The readings of both lanes for a node, system container, pod or container at one time: {@link CpuPoint}, {@link
 * MemoryPoint} and {@link SwapPoint} in one object. There is one per container and response, and the cost of a garbage
 * collection grows with their number.
 *
 * @param startTimeMillis start time, Unix time; a change begins a new series of the counters
 * @param detail readings that only the Summary has; they may come from an earlier response and carry their own times
 */
public record UsagePoint(
        long startTimeMillis,
        long cpuTimeMillis,
        long usageCoreNanoSeconds,
        long usageNanoCores,
        long memoryTimeMillis,
        long workingSetBytes,
        long swapTimeMillis,
        long swapUsageBytes,
        UsageDetail detail) {
    /** Nothing was reported. */
    public static final UsagePoint ABSENT =
            new UsagePoint(Reading.ABSENT, CpuPoint.ABSENT, MemoryPoint.ABSENT, SwapPoint.ABSENT, UsageDetail.ABSENT);

    public UsagePoint {
        requireNonNull(detail, "detail");
    }

    /** Creates a point of the three, each with its own time. */
    public UsagePoint(long startTimeMillis, CpuPoint cpu, MemoryPoint memory, SwapPoint swap, UsageDetail detail) {
        this(
                startTimeMillis,
                cpu.timeMillis(),
                cpu.usageCoreNanoSeconds(),
                cpu.usageNanoCores(),
                memory.timeMillis(),
                memory.workingSetBytes(),
                swap.timeMillis(),
                swap.usageBytes(),
                detail);
    }

    /** Returns the CPU, recreated. */
    public CpuPoint cpu() {
        return new CpuPoint(cpuTimeMillis, usageCoreNanoSeconds, usageNanoCores);
    }

    /** Returns the memory, recreated. */
    public MemoryPoint memory() {
        return new MemoryPoint(memoryTimeMillis, workingSetBytes);
    }

    /** Returns the swap, recreated. */
    public SwapPoint swap() {
        return new SwapPoint(swapTimeMillis, swapUsageBytes);
    }

    /** Returns the same reading with another start time. */
    public UsagePoint startedAt(long newStartTimeMillis) {
        return with(newStartTimeMillis, usageCoreNanoSeconds, workingSetBytes, detail);
    }

    /** Returns the same reading with another cumulative CPU time. */
    public UsagePoint withCoreNanoSeconds(long newCoreNanoSeconds) {
        return with(startTimeMillis, newCoreNanoSeconds, workingSetBytes, detail);
    }

    /** Returns the same reading with another working set. */
    public UsagePoint withWorkingSet(long newWorkingSetBytes) {
        return with(startTimeMillis, usageCoreNanoSeconds, newWorkingSetBytes, detail);
    }

    /** Returns the same reading with other details. */
    public UsagePoint withDetail(UsageDetail newDetail) {
        return with(startTimeMillis, usageCoreNanoSeconds, workingSetBytes, newDetail);
    }

    /** Returns the memory left below the limit, in bytes; absent if there is no limit or it is unknown. */
    public long memoryAvailableBytes() {
        return left(detail.memoryLimitBytes(), workingSetBytes);
    }

    /** Returns the swap left below the limit, in bytes; absent if there is no limit or it is unknown. */
    public long swapAvailableBytes() {
        return left(detail.swapLimitBytes(), swapUsageBytes);
    }

    private UsagePoint with(
            long newStartTimeMillis, long newCoreNanoSeconds, long newWorkingSetBytes, UsageDetail newDetail) {
        return new UsagePoint(
                newStartTimeMillis,
                cpuTimeMillis,
                newCoreNanoSeconds,
                usageNanoCores,
                memoryTimeMillis,
                newWorkingSetBytes,
                swapTimeMillis,
                swapUsageBytes,
                newDetail);
    }

    private static long left(long limit, long used) {
        return Reading.isPresent(limit) && Reading.isPresent(used) ? Math.max(0, limit - used) : Reading.ABSENT;
    }
}
