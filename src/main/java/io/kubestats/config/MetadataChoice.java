package io.kubestats.config;

import static java.util.Objects.requireNonNull;

/** Which labels and annotations of objects are written at {@code /metrics}; what is not wanted is not kept either. */
public record MetadataChoice(ObjectKeys labels, ObjectKeys annotations) {
    /** None of any object. */
    public static final MetadataChoice NONE = new MetadataChoice(ObjectKeys.NONE, ObjectKeys.NONE);

    public MetadataChoice {
        requireNonNull(labels, "labels");
        requireNonNull(annotations, "annotations");
    }

    /** Whether anything is wanted of namespaces, which nobody else needs to know. */
    public boolean needsNamespaces() {
        return !labels.namespaces().isEmpty() || !annotations.namespaces().isEmpty();
    }
}
