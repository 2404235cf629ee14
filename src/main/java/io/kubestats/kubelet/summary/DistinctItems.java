package io.kubestats.kubelet.summary;

import io.kubestats.model.Reading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The items of one list of a response, deduplicated by identity. Of two items with the same identity, the one that
 * started later is kept; if the items differ but their start times cannot decide, neither is kept.
 *
 * <p>Reusable after {@link #clear}. Not thread-safe.
 */
final class DistinctItems<T> {
    /** The size up to which a linear search is faster than hashing. */
    private static final int SMALL = 32;

    private final BiPredicate<T, T> same;
    private final Function<T, Object> identity;
    private final ToLongFunction<T> startTime;
    private final List<T> items = new ArrayList<>();
    private final Map<Object, Integer> positions = new HashMap<>();
    private final BitSet conflicts = new BitSet();

    DistinctItems(BiPredicate<T, T> same, Function<T, Object> identity, ToLongFunction<T> startTime) {
        this.same = same;
        this.identity = identity;
        this.startTime = startTime;
    }

    /** Adds {@code item}; returns whether it is a duplicate. */
    boolean add(T item) {
        int twin = find(item);
        if (twin < 0) {
            append(item);
            return false;
        }
        merge(twin, item);
        return true;
    }

    /** Adds {@code item} unless it is a duplicate. */
    void addIfMissing(T item) {
        if (find(item) < 0) {
            append(item);
        }
    }

    private int find(T item) {
        return items.size() < SMALL ? look(item) : positionOf(item);
    }

    private void append(T item) {
        if (items.size() >= SMALL) {
            positions.put(identity.apply(item), items.size());
        }
        items.add(item);
    }

    private void merge(int twin, T item) {
        T held = items.get(twin);
        long heldStart = startTime.applyAsLong(held);
        long start = startTime.applyAsLong(item);
        if (Reading.isPresent(heldStart) && Reading.isPresent(start) && heldStart != start) {
            if (start > heldStart) {
                items.set(twin, item);
                conflicts.clear(twin);
            }
        } else if (!held.equals(item)) {
            conflicts.set(twin);
        }
    }

    /** Returns whether there are conflicting items that start times could not resolve. */
    boolean hasConflicts() {
        return !conflicts.isEmpty();
    }

    /**
     * Returns the items without conflicting ones, in order of first appearance. The list is valid until {@link #clear}.
     */
    List<T> items() {
        if (conflicts.isEmpty()) {
            return items;
        }
        List<T> clean = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            if (!conflicts.get(i)) {
                clean.add(items.get(i));
            }
        }
        return clean;
    }

    void clear() {
        items.clear();
        conflicts.clear();
        if (!positions.isEmpty()) {
            positions.clear();
        }
    }

    private int look(T item) {
        for (int i = 0; i < items.size(); i++) {
            if (same.test(items.get(i), item)) {
                return i;
            }
        }
        return -1;
    }

    private int positionOf(T item) {
        if (positions.isEmpty()) {
            for (int i = 0; i < items.size(); i++) {
                positions.put(identity.apply(items.get(i)), i);
            }
        }
        return positions.getOrDefault(identity.apply(item), -1);
    }
}
