package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** The parts of a Namespace object that are kept: its name and the requested labels and annotations. */
public record NamespaceMeta(String name, Map<String, String> labels, Map<String, String> annotations) {
    public NamespaceMeta {
        requireNonNull(name, "name");
        labels = Labels.copyOf(labels);
        annotations = Labels.copyOf(annotations);
    }
}
