package io.kubestats.exporter;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is written at {@code /metrics}.
 *
 * @param families the families of nodes, pods and so on; they are written in the catalogue's order
 * @param maxConcurrent most expositions that are written at once; more get 503
 */
public record ExpositionConfig(Set<MetricFamily> families, int maxConcurrent) {
    /** Two Prometheus servers, a person and one to spare. */
    private static final int DEFAULT_MAX_CONCURRENT = 4;

    public ExpositionConfig {
        EnumSet<MetricFamily> ordered = EnumSet.noneOf(MetricFamily.class);
        ordered.addAll(families);
        families = Collections.unmodifiableSet(ordered);
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("maxConcurrent must be at least 1");
        }
    }

    /** The families that are on by default. */
    public static ExpositionConfig defaults() {
        EnumSet<MetricFamily> families = EnumSet.allOf(MetricFamily.class);
        families.removeIf(family -> !family.isOnByDefault());
        return new ExpositionConfig(families, DEFAULT_MAX_CONCURRENT);
    }

    /** The same with {@code more} families. */
    public ExpositionConfig with(Set<MetricFamily> more) {
        EnumSet<MetricFamily> joined = EnumSet.noneOf(MetricFamily.class);
        joined.addAll(families);
        joined.addAll(more);
        return new ExpositionConfig(joined, maxConcurrent);
    }

    /** The same without the pressure families, which are a third of a pod's series. */
    public ExpositionConfig withoutPressure() {
        EnumSet<MetricFamily> calm = EnumSet.noneOf(MetricFamily.class);
        calm.addAll(families);
        calm.removeIf(MetricFamily::isPressure);
        return new ExpositionConfig(calm, maxConcurrent);
    }
}
