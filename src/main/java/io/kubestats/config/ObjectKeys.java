package io.kubestats.config;

import static java.util.Objects.requireNonNull;

/** Which keys are wanted of each kind of objects. */
public record ObjectKeys(KeyChoice nodes, KeyChoice pods, KeyChoice namespaces) {
    /** No key of any object. */
    public static final ObjectKeys NONE = new ObjectKeys(KeyChoice.NONE, KeyChoice.NONE, KeyChoice.NONE);

    public ObjectKeys {
        requireNonNull(nodes, "nodes");
        requireNonNull(pods, "pods");
        requireNonNull(namespaces, "namespaces");
    }
}
