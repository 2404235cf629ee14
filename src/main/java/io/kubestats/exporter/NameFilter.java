package io.kubestats.exporter;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The sample names that a request asked for with {@code name[]}, as Prometheus clients have it; none asks for all.
 */
record NameFilter(Set<String> names) {
    NameFilter {
        names = Set.copyOf(names);
    }

    static NameFilter of(List<String> names) {
        return new NameFilter(Set.copyOf(names));
    }

    boolean lets(String name) {
        return names.isEmpty() || names.contains(name);
    }

    /** Those of {@code families} that are let through, in the catalogue's order. */
    Set<MetricFamily> of(Set<MetricFamily> families) {
        if (names.isEmpty()) {
            return families;
        }
        EnumSet<MetricFamily> kept = EnumSet.noneOf(MetricFamily.class);
        for (MetricFamily family : families) {
            if (lets(family.metricName())) {
                kept.add(family);
            }
        }
        return kept;
    }
}
