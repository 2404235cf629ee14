package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.config.MetadataChoice;
import java.util.List;

/**
 * Data of one exposition.
 *
 * @param namespaces the metadata of namespaces; empty if the exposition covers selected nodes only
 * @param metadata the labels and annotations that are exposed
 */
public record ExpositionFrame(List<NodeSnapshot> nodes, List<NamespaceMeta> namespaces, MetadataChoice metadata) {
    public ExpositionFrame {
        nodes = List.copyOf(nodes);
        namespaces = List.copyOf(namespaces);
        requireNonNull(metadata, "metadata");
    }
}
