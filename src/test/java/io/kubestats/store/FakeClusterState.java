package io.kubestats.store;

import io.kubestats.model.Reading;
import io.kubestats.store.series.ClusterState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster state whose objects a test sets; initially empty. */
final class FakeClusterState implements ClusterState {
    private final Map<String, NodeCapacity> capacities = new HashMap<>();
    private final Map<String, PodState> pods = new HashMap<>();
    private boolean knowsAllPods;

    void hasNode(String node, long cores, long memoryBytes) {
        capacities.put(node, new NodeCapacity(cores * 1_000_000_000L, memoryBytes));
    }

    void hasNode(String node, long cores) {
        hasNode(node, cores, Reading.ABSENT);
    }

    /** Adds the running pod "ns/NAME" on a node, with these running containers. */
    void hasPod(String name, String node, String... running) {
        pods.put("ns/" + name, new PodState(node, true, List.of(running)));
    }

    void deletes(String name) {
        knowsAllPods = true;
        pods.remove("ns/" + name);
    }

    @Override
    public NodeCapacity capacity(String node) {
        return capacities.getOrDefault(node, NodeCapacity.ABSENT);
    }

    @Override
    public Optional<PodState> pod(String namespace, String name) {
        return Optional.ofNullable(pods.get(namespace + "/" + name));
    }

    @Override
    public boolean knowsAllPods() {
        return knowsAllPods;
    }
}
