package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is known of a node: the part that readers see, and where its kubelet is.
 *
 * @param addresses as {@code status.addresses} has them, in its order
 * @param kubeletPort of {@code status.daemonEndpoints}; 0 if the node tells none
 */
record WatchedNode(NodeMeta meta, List<Address> addresses, int kubeletPort) {
    WatchedNode {
        requireNonNull(meta, "meta");
        addresses = List.copyOf(addresses);
    }

    /**
     * One address.
     *
     * @param type for example {@code InternalIP}
     * @param host an IP address or a name
     */
    record Address(String type, String host) {}
}
