package io.kubestats.model;

/**
 * Memory of a node, pod or container at one time, in bytes.
 *
 * @param timeMillis time of measurement by the kubelet, Unix time
 * @param workingSetBytes memory that the kernel cannot readily reclaim
 */
public record MemoryPoint(long timeMillis, long workingSetBytes) {
    /** No memory was reported. */
    public static final MemoryPoint ABSENT = new MemoryPoint(Reading.ABSENT, Reading.ABSENT);
}
