package io.kubestats.store;

import io.kubestats.store.series.NodeSlice;
import io.kubestats.store.series.NodeView;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The slices of all nodes, in pages. Replacing a slice copies its page and the list of pages. With 5,000 nodes, a copy
 * of all slices per response would amount to 100 MB per cycle. Immutable.
 */
final class SlicePages extends AbstractList<NodeSlice> implements RandomAccess {
    /** A list without nodes. */
    static final SlicePages EMPTY = of(new NodeSlice[0]);

    private static final int PAGE_SHIFT = 6;
    private static final int PAGE_SIZE = 1 << PAGE_SHIFT;

    private final NodeSlice[][] pages;
    private final int size;
    private final NodeIndex places;

    private SlicePages(NodeSlice[][] pages, int size, NodeIndex places) {
        this.pages = pages;
        this.size = size;
        this.places = places;
    }

    /** Returns pages of these slices, in the same order. */
    static SlicePages of(NodeSlice... slices) {
        NodeSlice[][] pages = new NodeSlice[(slices.length + PAGE_SIZE - 1) >> PAGE_SHIFT][];
        for (int i = 0; i < pages.length; i++) {
            int from = i << PAGE_SHIFT;
            pages[i] = Arrays.copyOfRange(slices, from, Math.min(from + PAGE_SIZE, slices.length));
        }
        return new SlicePages(pages, slices.length, new NodeIndex());
    }

    /** Returns a copy with another slice of the same node at {@code index}. */
    SlicePages replaced(int index, NodeSlice slice) {
        NodeSlice[][] newPages = pages.clone();
        NodeSlice[] page = pages[index >> PAGE_SHIFT].clone();
        page[index & (PAGE_SIZE - 1)] = slice;
        newPages[index >> PAGE_SHIFT] = page;
        return new SlicePages(newPages, size, places);
    }

    /** Returns the slice of a node. */
    Optional<NodeView> ofNode(String node) {
        int at = places.indexOf(this, node);
        return at < 0 ? Optional.empty() : Optional.of(get(at));
    }

    @Override
    public NodeSlice get(int index) {
        return pages[index >> PAGE_SHIFT][index & (PAGE_SIZE - 1)];
    }

    @Override
    public int size() {
        return size;
    }
}
