package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** The identity of a pod: namespace, name and uid. Immutable. */
public final class PodRef {
    private static final int UUID_LENGTH = 36;

    private final String namespace;
    private final String name;
    /** A UUID, which takes a third of the memory of its text and exists once per pod; or the text, if it is no UUID. */
    private final Object uid;

    /**
     * Creates a reference.
     *
     * @param uid the kubelet's uid, which for a static pod is the hash of its manifest, not the API server's uid; empty
     * if unknown
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

    /** Returns the namespace. */
    public String namespace() {
        return namespace;
    }

    /** Returns the name, which is unique in the namespace at any time. */
    public String name() {
        return name;
    }

    /** Returns the uid, recreated on each call; empty if unknown. */
    public String uid() {
        return uid.toString();
    }

    /** Returns whether the uid is known. */
    public boolean hasUid() {
        return !uid.equals("");
    }

    /** Returns whether namespace and name are equal; the uid may differ between incarnations. */
    public boolean sameName(PodRef other) {
        return namespace.equals(other.namespace) && name.equals(other.name);
    }

    /** Returns whether the uids are equal; two unknown uids are. */
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
