package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Which pod: its namespace, its name and what tells it from another of that name. Immutable. */
public final class PodRef {
    private static final int UUID_LENGTH = 36;

    private final String namespace;
    private final String name;
    /** A UUID, which takes a third of the memory of its text and is one of each pod; or the text, if it is no UUID. */
    private final Object uid;

    /**
     * The pod of these.
     *
     * @param uid the kubelet's uid: for a static pod the hash of its manifest, not the API server's uid; empty if not
     *     told
     */
    public PodRef(String namespace, String name, String uid) {
        this.namespace = requireNonNull(namespace, "namespace");
        this.name = requireNonNull(name, "name");
        this.uid = packed(requireNonNull(uid, "uid"));
    }

    private static Object packed(String uid) {
        if (uid.length() != UUID_LENGTH) {
            return uid;
        }
        try {
            UUID parsed = UUID.fromString(uid);
            return parsed.toString().equals(uid) ? parsed : uid; // Capitals, for one, would be lost.
        } catch (IllegalArgumentException noUuid) {
            return uid;
        }
    }

    /** The namespace. */
    public String namespace() {
        return namespace;
    }

    /** The name, which one pod of the namespace has at a time. */
    public String name() {
        return name;
    }

    /** The uid, recreated with each call; empty if not told. */
    public String uid() {
        return uid.toString();
    }

    /** Whether the uid was told. */
    public boolean hasUid() {
        return !uid.equals("");
    }

    /** Whether both name the same pod by namespace and name; the uid may differ from one incarnation to the next. */
    public boolean sameName(PodRef other) {
        return namespace.equals(other.namespace) && name.equals(other.name);
    }

    /** Whether the uids are the same, which two that were not told are. */
    public boolean sameUid(PodRef other) {
        return uid.equals(other.uid);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PodRef that && sameName(that) && sameUid(that);
    }

    @Override
    public int hashCode() {
        return (namespace.hashCode() * 31 + name.hashCode()) * 31 + uid.hashCode();
    }

    @Override
    public String toString() {
        return namespace + "/" + name + " (" + uid + ")";
    }
}
