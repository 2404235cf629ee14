package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

/** The owner of a pod, by kind and name. */
public record OwnerReference(String kind, String name) {
    /** No owner, or an unknown one. */
    public static final OwnerReference NONE = new OwnerReference("", "");

    public OwnerReference {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }
}
