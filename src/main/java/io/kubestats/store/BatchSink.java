package io.kubestats.store;

import io.kubestats.model.NodeBatch;

/** Takes what the scraper brings. Thread-safe. */
public interface BatchSink {
    /** Makes {@code batch} the node's last one. */
    void accept(NodeBatch batch);

    /** Drops all points of a node that is no longer there. */
    void forget(String node);
}
