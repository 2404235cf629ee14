package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.config.MetadataChoice;
import java.util.List;

/**
 * What one exposition is of.
 *
 * @param namespaces what is known of namespaces themselves; none where the exposition is of some nodes alone
 * @param metadata which labels and annotations are written
 */
public record ExpositionFrame(List<NodeSnapshot> nodes, List<NamespaceMeta> namespaces, MetadataChoice metadata) {
    public ExpositionFrame {
        nodes = List.copyOf(nodes);
        namespaces = List.copyOf(namespaces);
        requireNonNull(metadata, "metadata");
    }
}
