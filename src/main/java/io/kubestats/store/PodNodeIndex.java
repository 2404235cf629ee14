package io.kubestats.store;

import io.kubestats.model.PodRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An index from pods, by namespace and name, to nodes. Not thread-safe. */
final class PodNodeIndex {
    /** Nested maps need no key object per pod. */
    private final Map<String, Map<String, String>> namespaces = new HashMap<>();

    /** Returns the node of the pod. */
    Optional<String> of(PodRef pod) {
        return Optional.ofNullable(
                namespaces.getOrDefault(pod.namespace(), Map.of()).get(pod.name()));
    }

    void put(PodRef pod, String node) {
        namespaces.computeIfAbsent(pod.namespace(), any -> new HashMap<>()).put(pod.name(), node);
    }

    /** Removes the pod if it belongs to {@code node}. */
    void remove(PodRef pod, String node) {
        namespaces.computeIfPresent(pod.namespace(), (any, names) -> {
            names.remove(pod.name(), node);
            return names.isEmpty() ? null : names;
        });
    }

    int size() {
        return namespaces.values().stream().mapToInt(Map::size).sum();
    }
}
