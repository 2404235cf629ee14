package io.kubestats.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags of {@code /metrics}. Filled by picocli, then read once. */
public final class MetricsFlags {
    private static final String REGEX = "REGEX";
    private static final String NO_TIMES = "none";
    private static final String SOURCE_TIMES = "source";
    private static final String ALLOW_LIST = "OBJECTS=[KEY,...]";

    @Option(
            names = "--metrics-opt-in",
            paramLabel = "NAME",
            split = ",",
            description = "More families for /metrics, by name: those that docs/metrics.md marks opt-in. Repeatable.")
    private List<String> optIn = new ArrayList<>();

    @Option(
            names = "--metrics-no-pressure",
            description = "Leave the pressure families out of /metrics; they are a third of a pod's series.")
    private boolean noPressure;

    @Option(
            names = "--metrics-allow",
            paramLabel = REGEX,
            split = ",",
            description = "Only these families of nodes, pods and so on at /metrics: regular expressions that match"
                    + " whole names. Repeatable.")
    private List<String> allow = new ArrayList<>();

    @Option(
            names = "--metrics-deny",
            paramLabel = REGEX,
            split = ",",
            description = "Not these families at /metrics, regardless of --metrics-allow. Repeatable.")
    private List<String> deny = new ArrayList<>();

    @Option(
            names = "--metrics-namespaces-allow",
            paramLabel = REGEX,
            split = ",",
            description = "Only these namespaces and their pods at /metrics. Repeatable.")
    private List<String> namespacesAllow = new ArrayList<>();

    @Option(
            names = "--metrics-namespaces-deny",
            paramLabel = REGEX,
            split = ",",
            description = "Not these namespaces and their pods, regardless of --metrics-namespaces-allow. Repeatable.")
    private List<String> namespacesDeny = new ArrayList<>();

    @Option(
            names = {"--metric-labels", "--metric-labels-allowlist"},
            paramLabel = ALLOW_LIST,
            description =
                    "Labels of objects to write at /metrics, in kube-state-metrics' form: pods=[app,team],nodes=[*]."
                            + " There are nodes, pods, namespaces, and * for all of them; a key may have one *."
                            + " Repeatable.")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = {"--metric-annotations", "--metric-annotations-allowlist"},
            paramLabel = ALLOW_LIST,
            description = "The same of annotations.")
    private List<String> annotations = new ArrayList<>();

    @Option(
            names = "--max-series",
            paramLabel = "N",
            description = "Most series of nodes, pods and so on in one exposition: where there would be more, whole"
                    + " families are left out. 0 for no limit. Default: 10000000.")
    private @Nullable String maxSeries;

    @Option(
            names = "--exposition-timestamps",
            paramLabel = "none|source",
            description =
                    "source: samples carry the time at which the kubelet took them, where that is known; Prometheus"
                            + " then needs track_timestamps_staleness. Default: none.")
    private String timestamps = NO_TIMES;

    @Option(
            names = "--exposition-created",
            description = "In OpenMetrics, add the creation time of pod and container counters, one more series each.")
    private boolean created;

    @Option(
            names = "--compat",
            paramLabel = "FORM",
            split = ",",
            description = "Offer /metrics/cadvisor or /metrics/resource too, all nodes by the names that cAdvisor and"
                    + " the kubelet use: cadvisor, resource. Repeatable.")
    private List<String> compat = new ArrayList<>();

    MetricsConfig metrics(FlagReader reader) {
        MetricsConfig unset = MetricsConfig.defaults();
        NameChoice names =
                new NameChoice(reader.patterns("--metrics-allow", allow), reader.patterns("--metrics-deny", deny));
        NameChoice namespaces = new NameChoice(
                reader.patterns("--metrics-namespaces-allow", namespacesAllow),
                reader.patterns("--metrics-namespaces-deny", namespacesDeny));
        int most = reader.integer("--max-series", maxSeries, unset.maxSeries(), 0, Integer.MAX_VALUE);
        MetadataChoice metadata = new MetadataChoice(
                AllowListReader.read(reader, "--metric-labels", labels),
                AllowListReader.read(reader, "--metric-annotations", annotations));
        return new MetricsConfig(
                new FamilyChoice(optIn, noPressure, names), namespaces, most, compat, metadata, times(reader));
    }

    private SampleTimes times(FlagReader reader) {
        if (!timestamps.equals(NO_TIMES) && !timestamps.equals(SOURCE_TIMES)) {
            reader.problem("--exposition-timestamps", timestamps, "must be " + NO_TIMES + " or " + SOURCE_TIMES);
        }
        return new SampleTimes(timestamps.equals(SOURCE_TIMES), created);
    }
}
