package io.kubestats.model;

/**
 * Swap of a node, pod or container at one time, in bytes.
 *
 * @param timeMillis time of measurement by the kubelet, Unix time
 */
public record SwapPoint(long timeMillis, long usageBytes) {
    /** No swap was reported. */
    public static final SwapPoint ABSENT = new SwapPoint(Reading.ABSENT, Reading.ABSENT);
}
