package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * Where one kubelet is.
 *
 * @param node the node's name
 * @param endpoint scheme, address and port, for example {@code https://10.0.0.7:10250}
 * @param podCapacity how many pods the node takes by its status; {@link Reading#ABSENT} if unknown
 */
public record KubeletTarget(String node, URI endpoint, long podCapacity) {
    public KubeletTarget {
        requireNonNull(node, "node");
        requireNonNull(endpoint, "endpoint");
    }

    /** A kubelet of unknown capacity. */
    public KubeletTarget(String node, URI endpoint) {
        this(node, endpoint, Reading.ABSENT);
    }
}
