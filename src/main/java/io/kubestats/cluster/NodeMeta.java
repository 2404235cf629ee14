package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** The parts of a Node object that are kept. */
public record NodeMeta(String name, Map<String, String> labels, NodeFacts facts) {
    public NodeMeta {
        requireNonNull(name, "name");
        labels = Labels.copyOf(labels);
        requireNonNull(facts, "facts");
    }

    /** Creates a node whose object is unknown. */
    public NodeMeta(String name, Map<String, String> labels) {
        this(name, labels, NodeFacts.UNKNOWN);
    }
}
