package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/**
 * Which pod.
 *
 * @param uid the kubelet's uid: for a static pod the hash of its manifest, not the API server's uid; empty if not told
 */
public record PodRef(String namespace, String name, String uid) {
    public PodRef {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(uid, "uid");
    }

    /** Whether both name the same pod by namespace and name; the uid may differ from one incarnation to the next. */
    public boolean sameName(PodRef other) {
        return namespace.equals(other.namespace) && name.equals(other.name);
    }
}
