package io.kubestats.store;

import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import java.util.List;
import java.util.Optional;

/**
 * A consistent view of all usage at one moment: it does not change until it is closed, so a request that reads one view
 * from start to end is consistent. Points past the age limit are not in it.
 *
 * <p>Close it when nothing of it is read any more, its nodes included: the memory of what it shows is written again
 * then. One that is never closed stays right, and costs the store that memory for good.
 */
public interface UsageView extends AutoCloseable {
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

    /** Nothing of it is read from here on; what was made of it, such as a {@link PodUsage}, stays. */
    @Override
    void close();
}
