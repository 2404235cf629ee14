package io.kubestats.kubelet;

import io.kubestats.model.KubeletTarget;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The nodes whose responses are accepted only in a form that states the node's name: nodes that share an endpoint with
 * another target, and nodes at whose endpoint another node answered last. The Summary states the name;
 * {@code /metrics/resource} does not. Bounded by the number of targets. Thread-safe.
 */
final class NameProofs {
    private final Set<String> mistaken = ConcurrentHashMap.newKeySet();
    private volatile Set<String> sharing = Set.of();

    /** Replaces the current targets and determines which of them share an endpoint. */
    void targets(List<KubeletTarget> targets) {
        Map<String, String> nodeAt = new HashMap<>();
        Set<String> nodes = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (KubeletTarget target : targets) {
            nodes.add(target.node());
            String other = nodeAt.putIfAbsent(address(target.endpoint()), target.node());
            if (other != null && !other.equals(target.node())) {
                shared.add(other);
                shared.add(target.node());
            }
        }
        sharing = Set.copyOf(shared);
        mistaken.retainAll(nodes);
    }

    /** Returns whether responses of {@code node} must state its name. */
    boolean isRequired(String node) {
        return mistaken.contains(node) || sharing.contains(node);
    }

    /** Records that another node answered at the endpoint of {@code node}. */
    void mistaken(String node) {
        mistaken.add(node);
    }

    /** Records that a Summary of {@code node} came from its endpoint. */
    void confirmed(String node) {
        mistaken.remove(node);
    }

    private static String address(URI endpoint) {
        String host = endpoint.getHost();
        return host == null ? endpoint.toString() : host.toLowerCase(Locale.ROOT) + ":" + endpoint.getPort();
    }
}
