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
 * What is written at {@code /metrics}.
 *
 * @param families the families of nodes, pods and so on; they are written in the catalogue's order
 * @param namespaces the namespaces that are written, and the pods in them
 * @param maxSeries most series of these families in one exposition, 0 for no limit
 * @param maxConcurrent most expositions that are written at once; more get 503
 * @param metadata which labels and annotations of objects are written, in families of their own
 * @param times which times go with samples
 */
public record ExpositionConfig(
        Set<MetricFamily> families,
        Predicate<String> namespaces,
        long maxSeries,
        int maxConcurrent,
        MetadataChoice metadata,
        SampleTimes times) {
    /** Two Prometheus servers, a person and one to spare. */
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

    /** The families that are on by default, of every namespace, without a limit. */
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

    /** The same with these families instead. */
    public ExpositionConfig withFamilies(Set<MetricFamily> newFamilies) {
        return new ExpositionConfig(newFamilies, namespaces, maxSeries, maxConcurrent, metadata, times);
    }

    /** The same with these namespaces alone, and the pods in them. */
    public ExpositionConfig withNamespaces(Predicate<String> newNamespaces) {
        return new ExpositionConfig(families, newNamespaces, maxSeries, maxConcurrent, metadata, times);
    }

    /** The same with these labels and annotations of objects. */
    public ExpositionConfig withMetadata(MetadataChoice newMetadata) {
        return new ExpositionConfig(families, namespaces, maxSeries, maxConcurrent, newMetadata, times);
    }

    /** The same with these times. */
    public ExpositionConfig withTimes(SampleTimes newTimes) {
        return new ExpositionConfig(families, namespaces, maxSeries, maxConcurrent, metadata, newTimes);
    }

    /** The same with another limit. */
    public ExpositionConfig withMaxSeries(long newMaxSeries) {
        return new ExpositionConfig(families, namespaces, newMaxSeries, maxConcurrent, metadata, times);
    }
}
