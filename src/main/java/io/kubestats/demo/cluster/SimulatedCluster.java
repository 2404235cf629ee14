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
 * A cluster that exists only in our heads: nodes, pods and containers with loads that move as time goes by. Everything
 * is a pure function of the configuration and the clock, so nothing has to run for it to go on. Immutable and
 * thread-safe.
 */
public final class SimulatedCluster {
    private final Clock clock;
    private final long startSecond;
    private final List<SimulatedNode> nodes;
    private final List<String> mishaps;

    /** A cluster that has been there for a while at the time that {@code clock} shows now. */
    public SimulatedCluster(DemoConfig config, Clock clock) {
        this(config, clock, Set.of());
    }

    /** The same, in which things go wrong a minute from now. */
    public SimulatedCluster(DemoConfig config, Clock clock, Set<DemoScenario> scenarios) {
        this.clock = requireNonNull(clock, "clock");
        this.startSecond = clock.instant().getEpochSecond();
        ScenarioInjector planned = new ScenarioInjector(new ClusterPlan(config, startSecond).nodes(), startSecond);
        planned.add(scenarios);
        this.nodes = planned.nodes();
        this.mishaps = planned.told();
    }

    /** The nodes, as an API server would list them. */
    public List<NodeMeta> nodeMetas() {
        return nodes.stream()
                .map(node -> new NodeMeta(node.name(), node.labels(), PlannedFacts.of(node)))
                .toList();
    }

    /** The pods whose phase is Running, as an API server would list them: not those still at their init containers. */
    public List<PodMeta> podMetas() {
        return nodes.stream()
                .flatMap(node -> node.pods().stream()
                        .filter(SimulatedPod::running)
                        .map(pod -> new PodMeta(
                                pod.namespace(), pod.name(), node.name(), pod.labels(), PlannedFacts.of(pod))))
                .toList();
    }

    /** The namespaces, as an API server would list them. */
    public List<NamespaceMeta> namespaceMetas() {
        return PlannedNamespaces.all();
    }

    /** A sentence for each scenario: what goes wrong, and where. */
    public List<String> mishaps() {
        return mishaps;
    }

    /** The nodes, sorted by name. */
    public List<SimulatedNode> nodes() {
        return nodes;
    }

    /** When the simulation began, Unix time in seconds. */
    public long startSecond() {
        return startSecond;
    }

    /** The time that it has now, Unix time in seconds. */
    public long nowSecond() {
        return clock.instant().getEpochSecond();
    }
}
