package io.kubestats.exporter;

import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.exporter.families.MetricGroup;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a request asks for of what there is: sample names with {@code name[]}, as Prometheus clients have it, and groups
 * with {@code collect[]}, as node_exporter has it. Neither asks for all; both ask for what is in both.
 *
 * @param unknown groups that there are not
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

    /** Whether all is asked for. */
    boolean isEmpty() {
        return names.isEmpty() && groups.isEmpty();
    }

    /** Whether it asks for the samples of this name among what we say of ourselves. */
    boolean letsSelf(String name) {
        return lets(MetricGroup.SELF) && lets(name);
    }

    /** Those of {@code families} that it asks for, in the catalogue's order. */
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
