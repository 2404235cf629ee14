package io.kubestats.cli;

import io.kubestats.cluster.watch.WantedFacts;
import io.kubestats.config.FamilyChoice;
import io.kubestats.config.KeyChoice;
import io.kubestats.config.MetadataChoice;
import io.kubestats.config.MetricsConfig;
import io.kubestats.config.NameChoice;
import io.kubestats.exporter.ExpositionConfig;
import io.kubestats.exporter.compat.CompatForm;
import io.kubestats.exporter.families.MetricFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Translator of the flags about {@code /metrics} into the configuration of the exporter; the only class that knows
 * both.
 */
final class Expositions {
    private Expositions() {}

    /**
     * Returns the configuration of the exporter. Names that are not in the catalogue are ignored; see {@link
     * #problems}.
     */
    static ExpositionConfig of(MetricsConfig config) {
        Predicate<String> names = config.families().names().predicate();
        Set<MetricFamily> families = beforeNames(config);
        families.removeIf(family -> !names.test(family.metricName()));
        return ExpositionConfig.defaults()
                .withFamilies(families)
                .withNamespaces(config.namespaces().predicate())
                .withMaxSeries(config.maxSeries())
                .withMetadata(config.metadata())
                .withTimes(config.times());
    }

    /** Returns the facts about objects that the exporter needs. */
    static WantedFacts wanted(MetricsConfig config) {
        return new WantedFacts(config.metadata(), of(config).families().contains(MetricFamily.CONTAINER_ID_INFO));
    }

    /** Returns the compatible forms that are offered. Unknown words are ignored; see {@link #problems}. */
    static Set<CompatForm> compat(MetricsConfig config) {
        Set<CompatForm> forms = EnumSet.noneOf(CompatForm.class);
        config.compat().forEach(label -> CompatForm.ofLabel(label).ifPresent(forms::add));
        return forms;
    }

    /** Returns a line for each name that no family has, and for each pattern that matches nothing. */
    static List<String> problems(MetricsConfig config) {
        FamilyChoice choice = config.families();
        List<String> problems = new ArrayList<>();
        for (String name : choice.optIn()) {
            optInProblem(name).ifPresent(problem -> problems.add("--metrics-opt-in \"" + name + "\": " + problem));
        }
        choice.names().allow().forEach(pattern -> problem("--metrics-allow", pattern, config, problems));
        for (String pattern : choice.names().deny()) {
            if (!isAnyFamily(only(pattern))) {
                problems.add(noMatch("--metrics-deny", pattern));
            }
        }
        for (String label : config.compat()) {
            if (CompatForm.ofLabel(label).isEmpty()) {
                problems.add("--compat \"" + label + "\": there are cadvisor and resource");
            }
        }
        return problems;
    }

    private static Optional<String> optInProblem(String name) {
        Optional<MetricFamily> family = Arrays.stream(MetricFamily.values())
                .filter(any -> any.metricName().equals(name))
                .findFirst();
        if (family.isEmpty()) {
            return Optional.of("no such family; docs/metrics.md has their names");
        }
        return family.get().keys(MetadataChoice.NONE).isPresent()
                ? Optional.of("is on where --metric-labels or --metric-annotations allows a key")
                : Optional.empty();
    }

    private static void problem(String flag, String pattern, MetricsConfig config, List<String> problems) {
        Predicate<String> matches = only(pattern);
        if (!isAnyFamily(matches)) {
            problems.add(noMatch(flag, pattern));
        } else if (beforeNames(config).stream().noneMatch(family -> matches.test(family.metricName()))) {
            problems.add(flag + " \"" + pattern + "\": matches only families that are off; see --metrics-opt-in,"
                    + " --metrics-no-pressure, --metric-labels and --metric-annotations");
        }
    }

    /** Returns the families that are on, before name patterns are applied. */
    private static Set<MetricFamily> beforeNames(MetricsConfig config) {
        Set<MetricFamily> families = EnumSet.allOf(MetricFamily.class);
        families.removeIf(family -> !isOn(family, config));
        families.removeIf(family -> config.families().noPressure() && family.isPressure());
        return families;
    }

    private static boolean isOn(MetricFamily family, MetricsConfig config) {
        Optional<KeyChoice> keys = family.keys(config.metadata());
        return keys.map(wanted -> !wanted.isEmpty())
                .orElseGet(() ->
                        family.isOnByDefault() || config.families().optIn().contains(family.metricName()));
    }

    private static String noMatch(String flag, String pattern) {
        return flag + " \"" + pattern + "\": matches no family from end to end; docs/metrics.md has their names";
    }

    private static Predicate<String> only(String pattern) {
        return new NameChoice(List.of(pattern), List.of()).predicate();
    }

    private static boolean isAnyFamily(Predicate<String> name) {
        return Arrays.stream(MetricFamily.values())
                .map(MetricFamily::metricName)
                .anyMatch(name);
    }
}
