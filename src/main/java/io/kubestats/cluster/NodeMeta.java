package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** The few facts of a node that we keep. */
public record NodeMeta(String name, Map<String, String> labels) {
    public NodeMeta {
        requireNonNull(name, "name");
        labels = Labels.copyOf(labels);
    }
}
