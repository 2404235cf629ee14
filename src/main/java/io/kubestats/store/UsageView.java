package io.kubestats.store;

import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import java.util.List;
import java.util.Optional;

/**
 * A consistent view of all usage at one moment. It does not change until it is closed, so a request that uses one view
 * throughout is consistent. It has no expired points.
 *
 * <p>Close it when nothing from it is read any more, including its nodes: the memory behind it is then reused. A view
 * that is never closed stays correct, but its memory is never reused.
 */
public interface UsageView extends AutoCloseable {
    /** Returns the time at which the view was opened, by the local clock, Unix time in milliseconds. */
    long takenAtMillis();

    /** Returns the nodes that have points within the age limit, sorted by name. */
    List<NodeView> nodes();

    /** Returns the node of that name, if it has points within the age limit. */
    Optional<NodeView> node(String name);

    /**
     * Returns a version that changes whenever the set of nodes, or the pods of a node, may have changed. Data derived
     * from that set is valid while the version stays the same.
     */
    long rosterVersion();

    /** Ends reading. Objects created from the view, such as a {@link PodUsage}, remain valid. */
    @Override
    void close();
}
