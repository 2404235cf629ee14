package io.kubestats.kubelet.resource;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the expected names of each node. A node that is asked no more is forgotten once all others were asked
 * several times. Thread-safe; two answers of one node at once cost what the one has learned.
 */
final class ExpectedNamesCache {
    private static final int FEW = 1_024;
    private static final int ANSWERS_A_NODE = 4;

    private volatile Map<String, ExpectedNames> recent = new ConcurrentHashMap<>();
    private volatile Map<String, ExpectedNames> older = Map.of();
    /** A race makes it wrong by one, which does not matter. */
    private int answers;

    /** Of that node. */
    ExpectedNames of(String node) {
        ExpectedNames names = recent.get(node);
        if (names == null) {
            @Nullable ExpectedNames before = older.get(node);
            names = before == null ? ExpectedNames.NONE : before;
        }
        return names;
    }

    /** Of that node from now on. */
    void put(String node, ExpectedNames names) {
        Map<String, ExpectedNames> current = recent;
        current.put(node, names);
        if (++answers > Math.max(FEW, ANSWERS_A_NODE * current.size())) {
            answers = 0;
            older = current;
            recent = new ConcurrentHashMap<>();
        }
    }

    /** How many nodes are known. */
    int size() {
        return recent.size() + older.size();
    }
}
