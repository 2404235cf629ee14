package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * Where one kubelet is.
 *
 * @param node the node's name
 * @param endpoint scheme, address and port, for example {@code https://10.0.0.7:10250}
 */
public record KubeletTarget(String node, URI endpoint) {
    public KubeletTarget {
        requireNonNull(node, "node");
        requireNonNull(endpoint, "endpoint");
    }
}
