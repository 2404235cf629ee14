package io.kubestats.kubelet.tls;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The intended peer of a TLS connection: the kubelet of a node, at a host. It stands as one text where TLS knows peers
 * by name, so that sessions of one node are never resumed with another that has the same address.
 */
public record KubeletPeer(String node, String host) {
    private static final char BETWEEN = '/';

    public KubeletPeer {
        requireNonNull(node, "node");
        requireNonNull(host, "host");
    }

    /** The peer that {@link #asText} stands for. */
    static Optional<KubeletPeer> ofText(String text) {
        int at = text.indexOf(BETWEEN);
        return at < 0 ? Optional.empty() : Optional.of(new KubeletPeer(text.substring(0, at), text.substring(at + 1)));
    }

    public String asText() {
        return node + BETWEEN + host;
    }
}
