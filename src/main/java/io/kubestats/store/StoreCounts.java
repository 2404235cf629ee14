package io.kubestats.store;

/**
 * Counts of the content of the store. Fresh is served; stale is held beside it, past the age limit, until a newer
 * sample comes or the node is forgotten. Pods and containers count from when their usage is known.
 */
record StoreCounts(
        int freshNodes, int staleNodes, int freshPods, int stalePods, int freshContainers, int staleContainers) {}
