package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/**
 * What both lanes measure, of a node, system container, pod or container at one time.
 *
 * @param startTimeMillis when it started, Unix time; a change of it begins a new series of its counters
 */
public record UsagePoint(long startTimeMillis, CpuPoint cpu, MemoryPoint memory, SwapPoint swap) {
    /** Nothing was reported. */
    public static final UsagePoint ABSENT =
            new UsagePoint(Reading.ABSENT, CpuPoint.ABSENT, MemoryPoint.ABSENT, SwapPoint.ABSENT);

    public UsagePoint {
        requireNonNull(cpu, "cpu");
        requireNonNull(memory, "memory");
        requireNonNull(swap, "swap");
    }
}
