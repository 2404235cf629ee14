package io.kubestats.store;

import java.util.List;
import java.util.Optional;

/**
 * What is known at one moment: immutable, so a request that reads one view from start to end is consistent. Points
 * past the age limit are not in it.
 */
public interface UsageView {
    /** When the view was taken, Unix time in milliseconds by our clock. */
    long takenAtMillis();

    /** The nodes that have points within the age limit, sorted by name. */
    List<NodeView> nodes();

    /** The node of that name, if it has points within the age limit. */
    Optional<NodeView> node(String name);

    /**
     * A number that changes whenever the set of nodes, or the pods of a node, may have changed; what is derived from
     * that set can be kept as long as the number stays.
     */
    long rosterVersion();
}
