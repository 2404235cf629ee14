package io.kubestats.exporter;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.MetadataChoice;
import io.kubestats.config.SampleTimes;
import io.kubestats.exporter.families.MetricFamily;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Configuration of the expositions at {@code /metrics}.
 *
 * @param families the families of nodes, pods and other objects, written in the catalogue's order
 * @param namespaces the filter for namespaces and the pods in them
 * @param maxSeries the limit on series of these families in one exposition, 0 for no limit
 * @param maxConcurrent the limit on concurrent expositions; further requests get 503
 * @param metadata the labels and annotations of objects that are exposed, in families of their own
 * @param times the timestamps that accompany samples
 */
public record ExpositionConfig(
        Set<MetricFamily> families,
        Predicate<String> namespaces,
        long maxSeries,
        int maxConcurrent,
        MetadataChoice metadata,
        SampleTimes times) {
    /** Enough for two Prometheus servers and a person, with one to spare. */
    private static final int DEFAULT_MAX_CONCURRENT = 4;

    public ExpositionConfig {
        EnumSet<MetricFamily> ordered = EnumSet.noneOf(MetricFamily.class);
        ordered.addAll(families);
        families = Collections.unmodifiableSet(ordered);
        requireNonNull(namespaces, "namespaces");
        requireNonNull(metadata, "metadata");
        requireNonNull(times, "times");
        if (maxSeries < 0) {
            throw new IllegalArgumentException("maxSeries must be at least 0");
        }
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("maxConcurrent must be at least 1");
        }
    }

    /** Returns the configuration with the default families, all namespaces and no limit on series. */
    public static ExpositionConfig defaults() {
        EnumSet<MetricFamily> families = EnumSet.allOf(MetricFamily.class);
        families.removeIf(family -> !family.isOnByDefault());
        return new ExpositionConfig(
                families,
                namespace -> true,
                SeriesLimit.NONE,
                DEFAULT_MAX_CONCURRENT,
                MetadataChoice.NONE,
                SampleTimes.NONE);
    }

    /** Returns a copy with these families. */
    public ExpositionConfig withFamilies(Set<MetricFamily> newFamilies) {
        return new ExpositionConfig(newFamilies, namespaces, maxSeries, maxConcurrent, metadata, times);
    }

    /** Returns a copy restricted to these namespaces and the pods in them. */
    public ExpositionConfig withNamespaces(Predicate<String> newNamespaces) {
        return new ExpositionConfig(families, newNamespaces, maxSeries, maxConcurrent, metadata, times);
    }

    /** Returns a copy with these labels and annotations of objects. */
    public ExpositionConfig withMetadata(MetadataChoice newMetadata) {
        return new ExpositionConfig(families, namespaces, maxSeries, maxConcurrent, newMetadata, times);
    }

    /** Returns a copy with these timestamps. */
    public ExpositionConfig withTimes(SampleTimes newTimes) {
        return new ExpositionConfig(families, namespaces, maxSeries, maxConcurrent, metadata, newTimes);
    }

    /** Returns a copy with this limit on series. */
    public ExpositionConfig withMaxSeries(long newMaxSeries) {
        return new ExpositionConfig(families, namespaces, newMaxSeries, maxConcurrent, metadata, times);
    }
}
