package io.kubestats.cluster;

import io.kubestats.cluster.selector.LabelSelector;
import java.util.List;
import java.util.Optional;

/** Reads which nodes exist now. Safe for any number of threads; answers are immutable. */
public interface NodeLister {
    /** The node of that name. */
    Optional<NodeMeta> node(String name);

    /** The nodes that {@code selector} matches, sorted by name. */
    List<NodeMeta> nodes(LabelSelector selector);
}
