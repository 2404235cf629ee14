package io.kubestats.kubelet.tls;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The intended peer of a TLS connection: the kubelet of a node, at a host. Its text form is the peer host name of the
 * TLS engine, so that a session of one node is never resumed with another node at the same address.
 */
public record KubeletPeer(String node, String host) {
    private static final char BETWEEN = '/';

    public KubeletPeer {
        requireNonNull(node, "node");
        requireNonNull(host, "host");
    }

    /** Parses the result of {@link #asText}. */
    static Optional<KubeletPeer> ofText(String text) {
        int at = text.indexOf(BETWEEN);
        return at < 0 ? Optional.empty() : Optional.of(new KubeletPeer(text.substring(0, at), text.substring(at + 1)));
    }

    public String asText() {
        return node + BETWEEN + host;
    }
}
