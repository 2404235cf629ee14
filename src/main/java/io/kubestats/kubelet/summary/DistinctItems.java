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
 * The items of one list of an answer, each identity once. Of two items with one identity the run that started later is
 * kept; where the start times do not tell two different items apart, neither is.
 *
 * <p>Meant to be cleared and filled again. Not thread-safe.
 */
final class DistinctItems<T> {
    /** Up to this many items a linear search is cheaper than hashing. */
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

    /** Adds {@code item}; returns whether there was one of its identity before. */
    boolean add(T item) {
        int twin = find(item);
        if (twin < 0) {
            append(item);
            return false;
        }
        merge(twin, item);
        return true;
    }

    /** Adds {@code item} unless there is one of its identity. */
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

    /** Whether there are different items that could not be told apart. */
    boolean hasConflicts() {
        return !conflicts.isEmpty();
    }

    /**
     * The items so far without those in conflict, in the order of their first appearance. The list is valid until
     * {@link #clear}.
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
