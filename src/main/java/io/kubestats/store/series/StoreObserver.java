package io.kubestats.store.series;

import io.kubestats.model.Anomaly;

/**
 * A listener to corrections and evictions of the store, for self-metrics. Implementations are fast, never throw, and
 * are called from any thread, never under the store's lock.
 *
 * <p>It is called only for findings of the store itself; findings of the decoder are in the batch and are counted at
 * the end of the scrape.
 */
public interface StoreObserver {
    /** The node is no longer a target. Counts the node and its pods. */
    String NODE_GONE = "node_gone";

    /** A newer response of the node lacks the pod, or the pod belongs to another node now. Counts pods. */
    String POD_GONE = "pod_gone";

    /** No response within the age limit had the object. Counts nodes and pods that are no longer served. */
    String MAX_AGE = "max_age";

    /** A listener that does nothing. */
    StoreObserver NOOP = new StoreObserver() {
        @Override
        public void anomaly(String node, Anomaly kind, int count) {}

        @Override
        public void evicted(String reason, int count) {}
    };

    /** Called for a batch of {@code node} with {@code count} anomalies of a kind. */
    void anomaly(String node, Anomaly kind, int count);

    /** Called when {@code count} nodes and pods were evicted for {@code reason}, one of the constants above. */
    void evicted(String reason, int count);
}
