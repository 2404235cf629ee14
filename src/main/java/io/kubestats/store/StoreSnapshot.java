package io.kubestats.store;

import io.kubestats.store.series.NodeSlice;
import io.kubestats.store.series.NodeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The content that readers see after a write. Immutable.
 *
 * <p>Writers count the roster version in its upper half. A reader that finds expired points before the next write
 * counts them in the lower half. The points of a snapshot expire in a fixed order, so their number identifies them.
 */
final class StoreSnapshot {
    /** The snapshot before the first write. */
    static final StoreSnapshot EMPTY = new StoreSnapshot(SlicePages.EMPTY, 0, 0);

    private static final int VERSION_SHIFT = 32;

    private final SlicePages slices;
    private final long rosterVersion;
    private final long oldestNanos;

    /**
     * Creates a snapshot of these slices, sorted by name.
     *
     * @param oldestNanos a lower bound: no point arrived earlier
     */
    private StoreSnapshot(SlicePages slices, long rosterVersion, long oldestNanos) {
        this.slices = slices;
        this.rosterVersion = rosterVersion;
        this.oldestNanos = oldestNanos;
    }

    long rosterVersion() {
        return rosterVersion;
    }

    List<NodeView> nodes() {
        return Collections.unmodifiableList(slices);
    }

    Optional<NodeView> node(String name) {
        return slices.ofNode(name);
    }

    /** Returns the part that is within the age limit at a later time; this object if nothing has expired. */
    StoreSnapshot at(long nowNanos, long maxAgeNanos) {
        if (slices.isEmpty() || nowNanos - oldestNanos <= maxAgeNanos) {
            return this;
        }
        NodeSlice[] fresh = new NodeSlice[slices.size()];
        int size = 0;
        int tooOld = 0;
        long oldest = nowNanos;
        for (NodeSlice slice : slices) {
            Optional<NodeSlice> left = slice.at(nowNanos, maxAgeNanos);
            tooOld += slice.podCount() - left.map(NodeSlice::podCount).orElse(-1);
            if (left.isPresent()) {
                fresh[size++] = left.get();
                oldest = NodeSlice.older(oldest, left.get().oldestNanos());
            }
        }
        return new StoreSnapshot(SlicePages.of(Arrays.copyOf(fresh, size)), rosterVersion + tooOld, oldest);
    }

    /** Returns the number of nodes and pods that expired since the last write. */
    int tooOld() {
        return (int) rosterVersion;
    }

    /** Returns the snapshot with the roster version that a writer gives it. */
    StoreSnapshot settled() {
        return tooOld() == 0 ? this : new StoreSnapshot(slices, nextVersion(), oldestNanos);
    }

    /**
     * Returns a copy with another slice of one node, or without the node if {@code slice} is empty.
     *
     * @param at the node's index, as {@link #indexOf(String)} returns it
     */
    StoreSnapshot with(int at, Optional<NodeSlice> slice) {
        if (slice.isEmpty()) {
            return at < 0 ? this : new StoreSnapshot(removed(at), nextVersion(), oldestNanos);
        }
        NodeSlice added = slice.get();
        long oldest = slices.isEmpty() ? added.oldestNanos() : NodeSlice.older(oldestNanos, added.oldestNanos());
        if (at < 0) {
            return new StoreSnapshot(inserted(-1 - at, added), nextVersion(), oldest);
        }
        long version = slices.get(at).hasRosterOf(added) ? rosterVersion : nextVersion();
        return new StoreSnapshot(slices.replaced(at, added), version, oldest);
    }

    private SlicePages removed(int at) {
        List<NodeSlice> left = new ArrayList<>(slices);
        left.remove(at);
        return SlicePages.of(left.toArray(NodeSlice[]::new));
    }

    private SlicePages inserted(int at, NodeSlice slice) {
        List<NodeSlice> more = new ArrayList<>(slices);
        more.add(at, slice);
        return SlicePages.of(more.toArray(NodeSlice[]::new));
    }

    /**
     * Returns the same as {@link #indexOf(String)}, faster if {@code hint} is right.
     *
     * @param hint index that is tried first; a binary search among thousands of names misses the processor's caches at
     * each step
     */
    int indexOf(String node, int hint) {
        boolean there = hint < slices.size() && slices.get(hint).node().equals(node);
        return there ? hint : indexOf(node);
    }

    /** Returns the index of the node, or {@code -1 - i} if it is absent and {@code i} is its insertion point. */
    int indexOf(String node) {
        int low = 0;
        int high = slices.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = slices.get(middle).node().compareTo(node);
            if (compared == 0) {
                return middle;
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    private long nextVersion() {
        return ((rosterVersion >>> VERSION_SHIFT) + 1) << VERSION_SHIFT;
    }
}
