package io.kubestats.config;

import static java.util.Objects.requireNonNull;

/** Selection of the labels and annotations at {@code /metrics}; others are not kept in memory either. */
public record MetadataChoice(ObjectKeys labels, ObjectKeys annotations) {
    /** No labels and no annotations. */
    public static final MetadataChoice NONE = new MetadataChoice(ObjectKeys.NONE, ObjectKeys.NONE);

    public MetadataChoice {
        requireNonNull(labels, "labels");
        requireNonNull(annotations, "annotations");
    }

    /** Returns whether any namespace metadata is selected; namespaces are watched for nothing else. */
    public boolean needsNamespaces() {
        return !labels.namespaces().isEmpty() || !annotations.namespaces().isEmpty();
    }
}
