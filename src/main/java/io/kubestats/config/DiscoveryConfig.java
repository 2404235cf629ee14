package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Selection of nodes, and addresses of their kubelets.
 *
 * @param addressTypes types of {@code status.addresses} in order of preference, for example {@code InternalIP}
 * @param kubeletPort default port of kubelets
 * @param useNodeStatusPort whether {@code status.daemonEndpoints.kubeletEndpoint.Port} of a node takes precedence
 * @param nodeSelector label selector of nodes; every node if empty
 */
public record DiscoveryConfig(
        List<String> addressTypes, int kubeletPort, boolean useNodeStatusPort, String nodeSelector) {
    /** The order of metrics-server, except that the address without a DNS lookup comes first. */
    public static final List<String> DEFAULT_ADDRESS_TYPES =
            List.of("InternalIP", "Hostname", "InternalDNS", "ExternalDNS", "ExternalIP");

    /** Default port of kubelets. */
    public static final int DEFAULT_KUBELET_PORT = 10_250;

    public DiscoveryConfig {
        addressTypes = List.copyOf(addressTypes);
        requireNonNull(nodeSelector, "nodeSelector");
    }

    /** Returns the defaults. */
    public static DiscoveryConfig defaults() {
        return new DiscoveryConfig(DEFAULT_ADDRESS_TYPES, DEFAULT_KUBELET_PORT, false, "");
    }
}
