package io.kubestats.cluster.targets;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NodeMeta;
import java.util.List;

/**
 * A watched node: the part that readers see, and the location of its kubelet.
 *
 * @param addresses addresses in the order of {@code status.addresses}
 * @param kubeletPort port from {@code status.daemonEndpoints}; 0 if the node has none
 * @param resourceMetricsPath unvalidated value of the annotation {@link ResourceMetricsPath#ANNOTATION}; empty without
 *     one
 */
public record WatchedNode(NodeMeta meta, List<Address> addresses, int kubeletPort, String resourceMetricsPath) {
    public WatchedNode {
        requireNonNull(meta, "meta");
        addresses = List.copyOf(addresses);
        requireNonNull(resourceMetricsPath, "resourceMetricsPath");
    }

    /** Creates a node without the annotation. */
    public WatchedNode(NodeMeta meta, List<Address> addresses, int kubeletPort) {
        this(meta, addresses, kubeletPort, "");
    }

    /**
     * An address of a node.
     *
     * @param type address type, for example {@code InternalIP}
     * @param host IP address or name
     */
    public record Address(String type, String host) {}
}
