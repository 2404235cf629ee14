package io.kubestats.cli;

import io.kubestats.config.MetricsConfig;
import io.kubestats.exporter.ExpositionConfig;
import io.kubestats.exporter.MetricFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the flags about {@code /metrics} into what the exporter writes; only here are both known. */
final class Expositions {
    private Expositions() {}

    /** What the exporter writes; names that are not in the catalogue are left out, see {@link #problems}. */
    static ExpositionConfig of(MetricsConfig config) {
        Set<MetricFamily> more = EnumSet.noneOf(MetricFamily.class);
        config.optIn().forEach(name -> family(name).ifPresent(more::add));
        ExpositionConfig exposition = ExpositionConfig.defaults().with(more);
        return config.noPressure() ? exposition.withoutPressure() : exposition;
    }

    /** One line for each name that no family has. */
    static List<String> problems(MetricsConfig config) {
        List<String> problems = new ArrayList<>();
        for (String name : config.optIn()) {
            if (family(name).isEmpty()) {
                problems.add("--metrics-opt-in \"" + name + "\": no such family; docs/metrics.md has their names");
            }
        }
        return problems;
    }

    private static Optional<MetricFamily> family(String name) {
        return Arrays.stream(MetricFamily.values())
                .filter(family -> family.metricName().equals(name))
                .findFirst();
    }
}
