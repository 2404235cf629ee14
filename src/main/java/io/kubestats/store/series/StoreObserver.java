package io.kubestats.store.series;

import io.kubestats.model.Anomaly;

/**
 * Is told what the store mended, left out or dropped, for self-metrics. Implementations are fast, never throw, and are
 * called from any thread, never under the store's lock.
 *
 * <p>Only what the store itself found is told; what the decoder found stays in the batch and is counted where the
 * scrape ends.
 */
public interface StoreObserver {
    /** The node is no longer a target: counts the node and its pods. */
    String NODE_GONE = "node_gone";

    /** A newer answer of the node lacks the pod, or another node has it now: counts pods. */
    String POD_GONE = "pod_gone";

    /** No answer told of it within the age limit: counts nodes and pods that are no longer served. */
    String MAX_AGE = "max_age";

    /** Listens to nothing. */
    StoreObserver NOOP = new StoreObserver() {
        @Override
        public void anomaly(String node, Anomaly kind, int count) {}

        @Override
        public void evicted(String reason, int count) {}
    };

    /** One batch of {@code node} had {@code count} such oddities. */
    void anomaly(String node, Anomaly kind, int count);

    /** {@code count} nodes and pods left the views for {@code reason}, one of the constants above. */
    void evicted(String reason, int count);
}
