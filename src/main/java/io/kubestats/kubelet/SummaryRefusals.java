package io.kubestats.kubelet;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The nodes whose kubelet refuses the Summary and answers {@code /metrics/resource}, so that each fast attempt does not
 * pay for a refusal first. Forgetting one costs one more question, so it is kept small by forgetting. Safe for any
 * number of threads.
 */
final class SummaryRefusals {
    private static final int MOST = 10_000;

    private final Set<String> nodes = ConcurrentHashMap.newKeySet();

    boolean contains(String node) {
        return nodes.contains(node);
    }

    void add(String node) {
        if (nodes.size() >= MOST) {
            nodes.clear();
        }
        nodes.add(node);
    }

    void remove(String node) {
        nodes.remove(node);
    }
}
