package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The few facts of a running pod that we keep.
 *
 * @param node the node that it runs on
 * @param facts what the pods of its workload share, and so one object for them all
 */
public record PodMeta(String namespace, String name, String node, Map<String, String> labels, PodFacts facts) {
    public PodMeta {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(node, "node");
        labels = Labels.copyOf(labels);
        requireNonNull(facts, "facts");
    }

    /** A pod whose object nobody has seen. */
    public PodMeta(String namespace, String name, String node, Map<String, String> labels) {
        this(namespace, name, node, labels, PodFacts.UNKNOWN);
    }
}
