package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

/** The object that a pod belongs to, by kind and name. */
public record OwnerReference(String kind, String name) {
    /** There is none, or it is not known. */
    public static final OwnerReference NONE = new OwnerReference("", "");

    public OwnerReference {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }
}
