package io.kubestats.model;

/**
 * Use of one node or container, as the Metrics API gives it.
 *
 * @param cpuNanoCores average rate over the window that ends at the timestamp
 * @param memoryBytes working set at the timestamp
 * @param timestampMillis the newer sample's time by the kubelet's clock, Unix time
 * @param windowMillis the span that the rate was taken over
 */
public record ResourceUsage(long cpuNanoCores, long memoryBytes, long timestampMillis, long windowMillis) {}
