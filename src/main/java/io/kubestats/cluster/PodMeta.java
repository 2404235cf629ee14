package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The few facts of a running pod that we keep.
 *
 * @param node the node that it runs on
 */
public record PodMeta(String namespace, String name, String node, Map<String, String> labels) {
    public PodMeta {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(node, "node");
        labels = Labels.copyOf(labels);
    }
}
