package io.kubestats.cli;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodFacts;
import io.kubestats.cluster.PodMeta;
import io.kubestats.store.series.ClusterState;
import java.util.Optional;

/** The store's view of the watched cluster; the two packages do not know each other. Thread-safe. */
final class WatchedState implements ClusterState {
    private final Service.Cluster cluster;

    WatchedState(Service.Cluster cluster) {
        this.cluster = requireNonNull(cluster, "cluster");
    }

    @Override
    public NodeCapacity capacity(String node) {
        return cluster.nodes()
                .node(node)
                .map(NodeMeta::facts)
                .map(facts -> new NodeCapacity(
                        facts.capacity().cpuNanoCores(), facts.capacity().memoryBytes()))
                .orElse(NodeCapacity.ABSENT);
    }

    @Override
    public Optional<PodState> pod(String namespace, String name) {
        return cluster.pods().pod(namespace, name).map(WatchedState::state);
    }

    private static PodState state(PodMeta pod) {
        PodFacts facts = pod.facts();
        return new PodState(pod.node(), !facts.containers().isEmpty(), facts.runningContainers());
    }

    @Override
    public boolean knowsAllPods() {
        return cluster.knowsAllPods().getAsBoolean();
    }
}
