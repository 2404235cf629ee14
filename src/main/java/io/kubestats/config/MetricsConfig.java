package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is written at {@code /metrics}.
 *
 * @param families which families of nodes and what runs on them
 * @param namespaces which namespaces, and the pods in them
 * @param maxSeries most series of them in one exposition, 0 for no limit
 * @param compat whose names are offered too, on paths of their own
 * @param metadata which labels and annotations of objects
 * @param times which times go with samples
 */
public record MetricsConfig(
        FamilyChoice families,
        NameChoice namespaces,
        int maxSeries,
        List<String> compat,
        MetadataChoice metadata,
        SampleTimes times) {
    /**
     * More than a cluster of the largest size that Kubernetes supports has by default: 5,000 nodes with 150,000 pods
     * make some eight million. So it is hit only by what nobody wanted.
     */
    private static final int DEFAULT_MAX_SERIES = 10_000_000;

    public MetricsConfig {
        requireNonNull(families, "families");
        requireNonNull(namespaces, "namespaces");
        compat = List.copyOf(compat);
        requireNonNull(metadata, "metadata");
        requireNonNull(times, "times");
    }

    /** What is used without a flag. */
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
