package io.kubestats.store;

import io.kubestats.store.series.NodeSlice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lazily built hash index of node names in a sorted list of slices, valid for all lists of the same nodes. Listing
 * pods looks up the node of each, and a binary search among thousands of names is expensive. Thread-safe.
 */
final class NodeIndex {
    /**
     * Open-addressed table of list indices plus one, by hash of the name; 0 in empty slots. Threads that build it
     * concurrently build equal tables.
     */
    private volatile int @Nullable [] table;

    /** Returns the index of the node, or -1. All calls must pass slices of the same nodes. */
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
        // A power of two, with at least half of the slots empty.
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

    /** Mixes in the upper half of the hash: names that end in consecutive numbers differ little in the lower half. */
    private static int slot(int[] places, String node) {
        int hash = node.hashCode();
        return (hash ^ (hash >>> 16)) & (places.length - 1);
    }
}
