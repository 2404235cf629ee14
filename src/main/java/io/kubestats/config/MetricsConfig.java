package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Configuration of {@code /metrics}.
 *
 * @param families selection of families of nodes and their workloads
 * @param namespaces filter for namespaces, and the pods in them
 * @param maxSeries maximum number of their series in one exposition, 0 for no limit
 * @param compat exporters whose metric names are also served, on paths of their own
 * @param metadata selection of labels and annotations
 * @param times timestamps of samples
 */
public record MetricsConfig(
        FamilyChoice families,
        NameChoice namespaces,
        int maxSeries,
        List<String> compat,
        MetadataChoice metadata,
        SampleTimes times) {
    /**
     * Above the default series of the largest cluster that Kubernetes supports: 5,000 nodes with 150,000 pods have some
     * eight million. Only unintended series reach the limit.
     */
    private static final int DEFAULT_MAX_SERIES = 10_000_000;

    public MetricsConfig {
        requireNonNull(families, "families");
        requireNonNull(namespaces, "namespaces");
        compat = List.copyOf(compat);
        requireNonNull(metadata, "metadata");
        requireNonNull(times, "times");
    }

    /** Returns the defaults. */
    public static MetricsConfig defaults() {
        return new MetricsConfig(
                FamilyChoice.DEFAULT,
                NameChoice.ALL,
                DEFAULT_MAX_SERIES,
                List.of(),
                MetadataChoice.NONE,
                SampleTimes.NONE);
    }
}
