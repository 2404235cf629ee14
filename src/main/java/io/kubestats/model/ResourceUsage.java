package io.kubestats.model;

/**
 * Usage of one node or container, as the Metrics API serves it.
 *
 * @param cpuNanoCores average rate over the window that ends at the timestamp
 * @param memoryBytes working set at the timestamp
 * @param timestampMillis time of the newer sample by the kubelet's clock, Unix time
 * @param windowMillis length of the interval of the rate
 */
public record ResourceUsage(long cpuNanoCores, long memoryBytes, long timestampMillis, long windowMillis) {}
