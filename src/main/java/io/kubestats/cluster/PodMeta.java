package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The parts of a running pod's object that are kept.
 *
 * @param node name of its node
 * @param facts facts that the pods of a workload share in one object
 */
public record PodMeta(String namespace, String name, String node, Map<String, String> labels, PodFacts facts) {
    public PodMeta {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(node, "node");
        labels = Labels.copyOf(labels);
        requireNonNull(facts, "facts");
    }

    /** Creates a pod whose object is unknown. */
    public PodMeta(String namespace, String name, String node, Map<String, String> labels) {
        this(namespace, name, node, labels, PodFacts.UNKNOWN);
    }
}
