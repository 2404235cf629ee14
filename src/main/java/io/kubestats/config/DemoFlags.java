package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags of {@code demo}. Filled by picocli, then read once. */
public final class DemoFlags {
    /** Default path of the kubeconfig. */
    public static final String DEFAULT_KUBECONFIG = "kubestats-demo.kubeconfig";

    private static final int MOST_NODES = 1_000;
    private static final int MOST_PODS = 500;
    private static final int LEAST_PODS = 9;

    @Option(names = "--nodes", paramLabel = "N", description = "How many simulated kubelets, 1 to 1000. Default: 20.")
    private @Nullable String nodes;

    @Option(
            names = "--pods-per-node",
            paramLabel = "N",
            description = "How many pods each of them runs, 9 to 500. Default: 30.")
    private @Nullable String podsPerNode;

    @Option(
            names = "--kubeconfig-out",
            paramLabel = "FILE",
            description = "Where to write a kubeconfig for kubectl. Default: " + DEFAULT_KUBECONFIG + ".")
    private @Nullable String kubeconfig;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            split = ",",
            description = "Inject a fault a minute after the start, to trigger alerts: kubelet-down, disk-filling,"
                    + " memory-leak or pressure. Repeatable. Default: no fault.")
    private List<String> scenarios = new ArrayList<>();

    @Mixin
    private CommonFlags common = new CommonFlags();

    /** Converts the flags to values, with all problems. */
    public ParseResult<Demo> parse() {
        FlagReader reader = new FlagReader();
        int nodeCount = reader.integer("--nodes", nodes, 20, 1, MOST_NODES);
        int podCount = reader.integer("--pods-per-node", podsPerNode, 30, LEAST_PODS, MOST_PODS);
        Path out = Path.of(kubeconfig == null ? DEFAULT_KUBECONFIG : kubeconfig);
        ServiceConfig service = new ServiceConfig(
                common.scrape(reader), KubeletConfig.defaults(), common.serving(reader), common.metrics(reader));
        Set<DemoScenario> wrong = EnumSet.noneOf(DemoScenario.class);
        for (String name : scenarios) {
            DemoScenario.named(name)
                    .ifPresentOrElse(
                            wrong::add,
                            () -> reader.problem(
                                    "--scenario", name, "must be one of " + String.join(", ", DemoScenario.texts())));
        }
        return new ParseResult<>(new Demo(service, nodeCount, podCount, wrong, out), reader.problems());
    }

    /** Configuration of {@code demo}. */
    public record Demo(
            ServiceConfig service, int nodes, int podsPerNode, Set<DemoScenario> scenarios, Path kubeconfig) {
        public Demo {
            requireNonNull(service, "service");
            scenarios = Set.copyOf(scenarios);
            requireNonNull(kubeconfig, "kubeconfig");
        }
    }
}
