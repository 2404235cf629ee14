package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/**
 * Memory of a node, pod or container at one time, in bytes.
 *
 * @param timeMillis when the kubelet measured it, Unix time
 * @param availableBytes limit minus working set; absent where there is no limit
 * @param pageFaults cumulative
 * @param majorPageFaults cumulative, those that needed the disk
 */
public record MemoryPoint(
        long timeMillis,
        long availableBytes,
        long usageBytes,
        long workingSetBytes,
        long rssBytes,
        long pageFaults,
        long majorPageFaults,
        PressurePoint pressure) {
    /** No memory was reported. */
    public static final MemoryPoint ABSENT = new MemoryPoint(
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            PressurePoint.ABSENT);

    public MemoryPoint {
        requireNonNull(pressure, "pressure");
    }
}
