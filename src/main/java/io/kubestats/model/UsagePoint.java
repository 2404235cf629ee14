package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/**
 * What both lanes measure, of a node, system container, pod or container at one time.
 *
 * @param startTimeMillis when it started, Unix time; a change of it begins a new series of its counters
 * @param detail what the Summary alone says of it; it may be of an earlier answer, and has times of its own
 */
public record UsagePoint(long startTimeMillis, CpuPoint cpu, MemoryPoint memory, SwapPoint swap, UsageDetail detail) {
    /** Nothing was reported. */
    public static final UsagePoint ABSENT =
            new UsagePoint(Reading.ABSENT, CpuPoint.ABSENT, MemoryPoint.ABSENT, SwapPoint.ABSENT, UsageDetail.ABSENT);

    public UsagePoint {
        requireNonNull(cpu, "cpu");
        requireNonNull(memory, "memory");
        requireNonNull(swap, "swap");
        requireNonNull(detail, "detail");
    }

    /** The same, started at another time. */
    public UsagePoint startedAt(long newStartTimeMillis) {
        return new UsagePoint(newStartTimeMillis, cpu, memory, swap, detail);
    }

    /** Memory left before the limit, in bytes; absent where there is no limit, or it is not known. */
    public long memoryAvailableBytes() {
        return left(detail.memoryLimitBytes(), memory.workingSetBytes());
    }

    /** Swap left before the limit, in bytes; absent where there is no limit, or it is not known. */
    public long swapAvailableBytes() {
        return left(detail.swapLimitBytes(), swap.usageBytes());
    }

    private static long left(long limit, long used) {
        return Reading.isPresent(limit) && Reading.isPresent(used) ? Math.max(0, limit - used) : Reading.ABSENT;
    }
}
