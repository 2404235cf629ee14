package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Which nodes' kubelets are asked, and where they are.
 *
 * @param addressTypes of {@code status.addresses}, the best first, for example {@code InternalIP}
 * @param kubeletPort where kubelets listen
 * @param useNodeStatusPort whether a node's own {@code status.daemonEndpoints.kubeletEndpoint.Port} counts more
 * @param nodeSelector a label selector; every node, if empty
 */
public record DiscoveryConfig(
        List<String> addressTypes, int kubeletPort, boolean useNodeStatusPort, String nodeSelector) {
    /** The order of metrics-server, but with the address first that needs no name server. */
    public static final List<String> DEFAULT_ADDRESS_TYPES =
            List.of("InternalIP", "Hostname", "InternalDNS", "ExternalDNS", "ExternalIP");

    /** Where kubelets listen without a flag. */
    public static final int DEFAULT_KUBELET_PORT = 10_250;

    public DiscoveryConfig {
        addressTypes = List.copyOf(addressTypes);
        requireNonNull(nodeSelector, "nodeSelector");
    }

    /** What is used without a flag. */
    public static DiscoveryConfig defaults() {
        return new DiscoveryConfig(DEFAULT_ADDRESS_TYPES, DEFAULT_KUBELET_PORT, false, "");
    }
}
