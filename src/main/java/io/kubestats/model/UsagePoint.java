package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/**
 * The readings of both lanes for a node, system container, pod or container at one time: {@link CpuPoint},
 * {@link MemoryPoint} and {@link SwapPoint} in one object, since there is one for each container in each answer, and
 * what a collection of garbage costs is by their number.
 *
 * @param startTimeMillis when it started, Unix time; a change of it begins a new series of its counters
 * @param detail what the Summary alone says of it; it may be of an earlier answer, and has times of its own
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

    /** Of the three, each at its own time. */
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

    /** Its CPU, recreated. */
    public CpuPoint cpu() {
        return new CpuPoint(cpuTimeMillis, usageCoreNanoSeconds, usageNanoCores);
    }

    /** Its memory, recreated. */
    public MemoryPoint memory() {
        return new MemoryPoint(memoryTimeMillis, workingSetBytes);
    }

    /** Its swap, recreated. */
    public SwapPoint swap() {
        return new SwapPoint(swapTimeMillis, swapUsageBytes);
    }

    /** The same, started at another time. */
    public UsagePoint startedAt(long newStartTimeMillis) {
        return new UsagePoint(newStartTimeMillis, cpu(), memory(), swap(), detail);
    }

    /** Returns the same reading with another cumulative CPU time. */
    public UsagePoint withCoreNanoSeconds(long newCoreNanoSeconds) {
        return new UsagePoint(
                startTimeMillis,
                cpuTimeMillis,
                newCoreNanoSeconds,
                usageNanoCores,
                memoryTimeMillis,
                workingSetBytes,
                swapTimeMillis,
                swapUsageBytes,
                detail);
    }

    /** Returns the same reading with another working set. */
    public UsagePoint withWorkingSet(long newWorkingSetBytes) {
        return new UsagePoint(
                startTimeMillis,
                cpuTimeMillis,
                usageCoreNanoSeconds,
                usageNanoCores,
                memoryTimeMillis,
                newWorkingSetBytes,
                swapTimeMillis,
                swapUsageBytes,
                detail);
    }

    /** The same with other details. */
    public UsagePoint withDetail(UsageDetail newDetail) {
        return new UsagePoint(startTimeMillis, cpu(), memory(), swap(), newDetail);
    }

    /** Memory left before the limit, in bytes; absent where there is no limit, or it is not known. */
    public long memoryAvailableBytes() {
        return left(detail.memoryLimitBytes(), workingSetBytes);
    }

    /** Swap left before the limit, in bytes; absent where there is no limit, or it is not known. */
    public long swapAvailableBytes() {
        return left(detail.swapLimitBytes(), swapUsageBytes);
    }

    private static long left(long limit, long used) {
        return Reading.isPresent(limit) && Reading.isPresent(used) ? Math.max(0, limit - used) : Reading.ABSENT;
    }
}
