package io.kubestats.kubelet.resource;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the expected names of each node, in two generations: a node that is no longer scraped is dropped after all
 * others were scraped several times. Of two concurrent responses of one node, one update is lost. Thread-safe.
 */
final class ExpectedNamesCache {
    private static final int FEW = 1_024;
    private static final int ANSWERS_A_NODE = 4;

    private volatile Map<String, ExpectedNames> recent = new ConcurrentHashMap<>();
    private volatile Map<String, ExpectedNames> older = Map.of();
    /** The number of responses in this generation. Unsynchronized: a lost update does not matter. */
    private int answers;

    /** Returns the expected names of a node; none if it is unknown. */
    ExpectedNames of(String node) {
        ExpectedNames names = recent.get(node);
        if (names == null) {
            @Nullable ExpectedNames before = older.get(node);
            names = before == null ? ExpectedNames.NONE : before;
        }
        return names;
    }

    /** Replaces the expected names of a node. */
    void put(String node, ExpectedNames names) {
        Map<String, ExpectedNames> current = recent;
        current.put(node, names);
        if (++answers > Math.max(FEW, ANSWERS_A_NODE * current.size())) {
            answers = 0;
            older = current;
            recent = new ConcurrentHashMap<>();
        }
    }

    /** Returns the number of entries in both generations. */
    int size() {
        return recent.size() + older.size();
    }
}
