package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** The few facts of a node that we keep. */
public record NodeMeta(String name, Map<String, String> labels, NodeFacts facts) {
    public NodeMeta {
        requireNonNull(name, "name");
        labels = Labels.copyOf(labels);
        requireNonNull(facts, "facts");
    }

    /** A node whose object nobody has seen. */
    public NodeMeta(String name, Map<String, String> labels) {
        this(name, labels, NodeFacts.UNKNOWN);
    }
}
