package io.kubestats.store;

import io.kubestats.store.series.NodeSlice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index of node names in a sorted list of slices, valid for all lists of the same nodes: a hash table of numbers,
 * made when it is asked first. A list of pods looks for the node of each, and a search among thousands of names is
 * dear. Thread-safe.
 */
final class NodeIndex {
    /** Places, each one more than it is, by hash; 0 where there is none. Whoever makes it makes the same. */
    private volatile int @Nullable [] table;

    /** Where the node is; -1 if it is not there. All calls must give slices of the same nodes. */
    int indexOf(List<NodeSlice> slices, String node) {
        int[] places = table;
        if (places == null) {
            places = tableOf(slices);
            table = places;
        }
        int at = slot(places, node);
        while (places[at] != 0) {
            int place = places[at] - 1;
            if (slices.get(place).node().equals(node)) {
                return place;
            }
            at = (at + 1) & (places.length - 1);
        }
        return -1;
    }

    private static int[] tableOf(List<NodeSlice> slices) {
        // A power of two, and at least half of it empty.
        int[] places = new int[Integer.highestOneBit(slices.size() + 1) << 2];
        for (int i = 0; i < slices.size(); i++) {
            int at = slot(places, slices.get(i).node());
            while (places[at] != 0) {
                at = (at + 1) & (places.length - 1);
            }
            places[at] = i + 1;
        }
        return places;
    }

    /** The upper half takes part too: names that end in consecutive numbers differ little in the lower one. */
    private static int slot(int[] places, String node) {
        int hash = node.hashCode();
        return (hash ^ (hash >>> 16)) & (places.length - 1);
    }
}
