package io.kubestats.demo.cluster;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodMeta;
import io.kubestats.config.DemoScenario;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * A simulated cluster: nodes, pods and containers with loads that change over time. Everything is a pure function of
 * the configuration and the clock, so nothing runs in the background. Immutable and thread-safe.
 */
public final class SimulatedCluster {
    private final Clock clock;
    private final long startSecond;
    private final List<SimulatedNode> nodes;
    private final List<String> faults;

    /** Creates a cluster that has existed for a while at the present time of {@code clock}. */
    public SimulatedCluster(DemoConfig config, Clock clock) {
        this(config, clock, Set.of());
    }

    /** Creates a cluster with faults that begin a minute from now. */
    public SimulatedCluster(DemoConfig config, Clock clock, Set<DemoScenario> scenarios) {
        this.clock = requireNonNull(clock, "clock");
        this.startSecond = clock.instant().getEpochSecond();
        ScenarioInjector planned = new ScenarioInjector(new ClusterPlan(config, startSecond).nodes(), startSecond);
        planned.add(scenarios);
        this.nodes = planned.nodes();
        this.faults = planned.injected();
    }

    /** Returns the nodes, as an API server would list them. */
    public List<NodeMeta> nodeMetas() {
        return nodes.stream()
                .map(node -> new NodeMeta(node.name(), node.labels(), PlannedFacts.of(node)))
                .toList();
    }

    /**
     * Returns the pods in phase Running, as an API server would list them; pods with unfinished init containers are
     * not.
     */
    public List<PodMeta> podMetas() {
        return nodes.stream()
                .flatMap(node -> node.pods().stream()
                        .filter(SimulatedPod::running)
                        .map(pod -> new PodMeta(
                                pod.namespace(), pod.name(), node.name(), pod.labels(), PlannedFacts.of(pod))))
                .toList();
    }

    /** Returns the namespaces, as an API server would list them. */
    public List<NamespaceMeta> namespaceMetas() {
        return PlannedNamespaces.all();
    }

    /** Returns a sentence for each scenario: the fault and its place. */
    public List<String> faults() {
        return faults;
    }

    /** Returns the nodes, sorted by name. */
    public List<SimulatedNode> nodes() {
        return nodes;
    }

    /** Returns the start of the simulation, Unix time in seconds. */
    public long startSecond() {
        return startSecond;
    }

    /** Returns the present time, Unix time in seconds. */
    public long nowSecond() {
        return clock.instant().getEpochSecond();
    }
}
