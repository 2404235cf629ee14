package io.kubestats.cluster.targets;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NodeMeta;
import java.util.List;

/**
 * What is known of a node: the part that readers see, and where its kubelet is.
 *
 * @param addresses as {@code status.addresses} has them, in its order
 * @param kubeletPort of {@code status.daemonEndpoints}; 0 if the node tells none
 * @param resourceMetricsPath the unchecked value of the annotation {@link ResourceMetricsPath#ANNOTATION}; empty if the
 *     node has none
 */
public record WatchedNode(NodeMeta meta, List<Address> addresses, int kubeletPort, String resourceMetricsPath) {
    public WatchedNode {
        requireNonNull(meta, "meta");
        addresses = List.copyOf(addresses);
        requireNonNull(resourceMetricsPath, "resourceMetricsPath");
    }

    /** A node without the annotation. */
    public WatchedNode(NodeMeta meta, List<Address> addresses, int kubeletPort) {
        this(meta, addresses, kubeletPort, "");
    }

    /**
     * One address.
     *
     * @param type for example {@code InternalIP}
     * @param host an IP address or a name
     */
    public record Address(String type, String host) {}
}
