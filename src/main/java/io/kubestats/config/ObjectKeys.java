package io.kubestats.config;

import static java.util.Objects.requireNonNull;

/** Selected keys for each kind of objects. */
public record ObjectKeys(KeyChoice nodes, KeyChoice pods, KeyChoice namespaces) {
    /** No keys of any object. */
    public static final ObjectKeys NONE = new ObjectKeys(KeyChoice.NONE, KeyChoice.NONE, KeyChoice.NONE);

    public ObjectKeys {
        requireNonNull(nodes, "nodes");
        requireNonNull(pods, "pods");
        requireNonNull(namespaces, "namespaces");
    }
}
