package io.kubestats.testing.controlplane;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The appearance of a node.
 *
 * @param listensOn the loopback address of its kubelet
 * @param tells whether the node's status has that address
 * @param labels labels of the node
 * @param taint the key of a taint that repels pods, if it has one
 */
public record NodeShape(
        String name, String listensOn, boolean tells, Map<String, String> labels, Optional<String> taint) {
    public NodeShape {
        labels = Map.copyOf(labels);
    }

    /** Returns an ordinary node. */
    public static NodeShape named(String name) {
        return new NodeShape(name, "127.0.0.1", true, Map.of("kubernetes.io/os", "linux"), Optional.empty());
    }

    /** Returns the node at another address. */
    public NodeShape at(String address) {
        return new NodeShape(name, address, tells, labels, taint);
    }

    /** Returns the node without an address in its status. */
    public NodeShape withoutAddress() {
        return new NodeShape(name, listensOn, false, labels, taint);
    }

    /** Returns the node with only this label. */
    public NodeShape labelled(String key, String value) {
        return new NodeShape(name, listensOn, tells, Map.of(key, value), taint);
    }

    /** Returns the node with a taint. */
    public NodeShape tainted(String key) {
        return new NodeShape(name, listensOn, tells, labels, Optional.of(key));
    }

    /** Returns the object without its status, as JSON. */
    String object() {
        String labelled = labels.entrySet().stream()
                .map(label -> "\"" + label.getKey() + "\":\"" + label.getValue() + "\"")
                .collect(Collectors.joining(","));
        String taints = taint.map(key -> "{\"key\":\"" + key + "\",\"effect\":\"NoSchedule\"}")
                .orElse("");
        return "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"" + name + "\",\"labels\":{"
                + labelled + "}},\"spec\":{\"taints\":[" + taints + "]}}";
    }

    /** Returns a patch of its status, with its kubelet at {@code port}. */
    String status(int port) {
        String addresses = tells ? "{\"type\":\"InternalIP\",\"address\":\"" + listensOn + "\"}" : "";
        return "{\"status\":{\"addresses\":[" + addresses + "],\"daemonEndpoints\":{\"kubeletEndpoint\":{\"Port\":"
                + port + "}},\"capacity\":{\"cpu\":\"4\",\"memory\":\"8Gi\",\"pods\":\"110\"},"
                + "\"allocatable\":{\"cpu\":\"4\",\"memory\":\"8Gi\",\"pods\":\"110\"},"
                + "\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}";
    }
}
