package io.kubestats.store;

import io.kubestats.store.series.NodeSlice;
import io.kubestats.store.series.NodeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All that readers see since the last write. Immutable.
 *
 * <p>Writers count the roster's version in its upper half. A reader that finds points too old before the next writer
 * does counts those in the lower half: points of one snapshot grow too old in one order, so their number says which.
 */
final class StoreSnapshot {
    /** Nothing was written yet. */
    static final StoreSnapshot EMPTY = new StoreSnapshot(SlicePages.EMPTY, 0, 0);

    private static final int VERSION_SHIFT = 32;

    private final SlicePages slices;
    private final long rosterVersion;
    private final long oldestNanos;

    /**
     * Of these slices, sorted by name.
     *
     * @param oldestNanos a bound: no point came in before it
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

    /** What of this is within the age limit at a later moment: this itself if it is known that all is. */
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

    /** How many nodes and pods were found too old since the last write. */
    int tooOld() {
        return (int) rosterVersion;
    }

    /** The same as a writer leaves it. */
    StoreSnapshot settled() {
        return tooOld() == 0 ? this : new StoreSnapshot(slices, nextVersion(), oldestNanos);
    }

    /**
     * The same with what is to be seen of one node now: nothing, if {@code slice} is empty.
     *
     * @param at where the node is, as {@link #indexOf(String)} tells
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
     * As {@link #indexOf(String)}, but sooner.
     *
     * @param hint where it may be, which is looked at first: a search among thousands finds none of them in the
     *     processor's caches
     */
    int indexOf(String node, int hint) {
        boolean there = hint < slices.size() && slices.get(hint).node().equals(node);
        return there ? hint : indexOf(node);
    }

    /** Where the node is; {@code -1 - i} if it is not there and would stand at {@code i}. */
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
