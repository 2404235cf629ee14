package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** The few facts of a namespace that we keep: those labels and annotations that somebody wants. */
public record NamespaceMeta(String name, Map<String, String> labels, Map<String, String> annotations) {
    public NamespaceMeta {
        requireNonNull(name, "name");
        labels = Labels.copyOf(labels);
        annotations = Labels.copyOf(annotations);
    }
}
