package io.kubestats.exporter;

import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.exporter.families.MetricGroup;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Filter of a request: {@code name[]} selects samples by name, as in Prometheus, and {@code collect[]} selects groups,
 * as in node_exporter. Without either, everything is selected; with both, their intersection.
 *
 * @param unknown the requested groups that do not exist
 */
record ExpositionQuery(Set<String> names, Set<MetricGroup> groups, List<String> unknown) {
    ExpositionQuery {
        names = Set.copyOf(names);
        groups = Set.copyOf(groups);
        unknown = List.copyOf(unknown);
    }

    static ExpositionQuery of(List<String> names, List<String> collect) {
        EnumSet<MetricGroup> groups = EnumSet.noneOf(MetricGroup.class);
        for (String label : collect) {
            MetricGroup.ofLabel(label).ifPresent(groups::add);
        }
        List<String> unknown = collect.stream()
                .filter(label -> MetricGroup.ofLabel(label).isEmpty())
                .toList();
        return new ExpositionQuery(Set.copyOf(names), groups, unknown);
    }

    /** Returns whether the request selects everything. */
    boolean isEmpty() {
        return names.isEmpty() && groups.isEmpty();
    }

    /** Returns whether the request selects self-metric samples of this name. */
    boolean letsSelf(String name) {
        return lets(MetricGroup.SELF) && lets(name);
    }

    /** Returns the selected ones of {@code families}, in the catalogue's order. */
    Set<MetricFamily> of(Set<MetricFamily> families) {
        if (isEmpty()) {
            return families;
        }
        EnumSet<MetricFamily> kept = EnumSet.noneOf(MetricFamily.class);
        for (MetricFamily family : families) {
            if (lets(family.group()) && lets(family.metricName())) {
                kept.add(family);
            }
        }
        return kept;
    }

    private boolean lets(String name) {
        return names.isEmpty() || names.contains(name);
    }

    private boolean lets(MetricGroup group) {
        return groups.isEmpty() || groups.contains(group);
    }
}
