package io.kubestats.store;

import io.kubestats.model.NodeBatch;

/** The consumer of scraped batches. Thread-safe. */
public interface BatchSink {
    /** Stores {@code batch} as the node's latest. */
    void accept(NodeBatch batch);

    /** Drops all points of a node that no longer exists. */
    void forget(String node);
}
