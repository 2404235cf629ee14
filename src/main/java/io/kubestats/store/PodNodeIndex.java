package io.kubestats.store;

import io.kubestats.model.PodRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which node has which pod, by the pod's namespace and name. Not thread-safe. */
final class PodNodeIndex {
    /** A map of maps, which has no object for the key of a pod. */
    private final Map<String, Map<String, String>> namespaces = new HashMap<>();

    /** The node that has the pod. */
    Optional<String> of(PodRef pod) {
        return Optional.ofNullable(
                namespaces.getOrDefault(pod.namespace(), Map.of()).get(pod.name()));
    }

    void put(PodRef pod, String node) {
        namespaces.computeIfAbsent(pod.namespace(), any -> new HashMap<>()).put(pod.name(), node);
    }

    /** Takes the pod from {@code node}, if that has it. */
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
