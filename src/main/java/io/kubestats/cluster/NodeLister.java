package io.kubestats.cluster;

import io.kubestats.cluster.selector.LabelSelector;
import java.util.List;
import java.util.Optional;

/** A source of the current nodes, as immutable snapshots. Thread-safe. */
public interface NodeLister {
    /** Returns the node with this name. */
    Optional<NodeMeta> node(String name);

    /** Returns the nodes that match {@code selector}, sorted by name. */
    List<NodeMeta> nodes(LabelSelector selector);
}
