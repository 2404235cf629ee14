package io.kubestats.store.series;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * A bounded pool of arrays of one kind, reused once no reader can see them. Not thread-safe.
 *
 * @param <A> the kind of array
 */
final class BufferPool<A> {
    /**
     * The number of steps by which a reused array may exceed the wanted length; without a tolerance, arrays of rare
     * lengths would accumulate.
     */
    private static final int SPARE_STEPS = 2;

    private final int step;
    private final int most;
    private final IntFunction<A> maker;
    private final ToIntFunction<A> length;
    private final NavigableMap<Integer, Deque<A>> free = new TreeMap<>();
    private final List<A> replacing = new ArrayList<>();
    private List<A> replaced = new ArrayList<>();
    private List<A> replacedBefore = new ArrayList<>();
    private int kept;

    /**
     * Creates an empty pool.
     *
     * @param step the unit of all lengths, so that an array fits other nodes of about the same size
     * @param most bound on the retired and free arrays, as the sum of their lengths
     */
    BufferPool(int step, int most, IntFunction<A> maker, ToIntFunction<A> length) {
        this.step = step;
        this.most = most;
        this.maker = maker;
        this.length = length;
    }

    /** Returns an array of that length or more, which no reader can see. */
    A take(int wanted) {
        int steps = steps(wanted);
        Map.Entry<Integer, Deque<A>> fitting = free.ceilingEntry(steps);
        if (fitting == null || fitting.getKey() > steps + SPARE_STEPS) {
            return maker.apply(steps * step);
        }
        A taken = fitting.getValue().pop();
        if (fitting.getValue().isEmpty()) {
            free.remove(fitting.getKey());
        }
        kept -= length.applyAsInt(taken);
        return taken;
    }

    /** Retires an array from the next publication on; {@link #forget} undoes that. */
    void replace(A array) {
        replacing.add(array);
    }

    /** Undoes all {@link #replace} calls since the last publication. */
    void forget() {
        replacing.clear();
    }

    /** Marks the retired arrays as invisible to new readers. */
    void publish() {
        for (A array : replacing) {
            keep(array);
        }
        replacing.clear();
    }

    /** Frees the arrays that were retired before the last turn, because their readers have left. */
    void turn() {
        for (A array : replacedBefore) {
            free.computeIfAbsent(steps(length.applyAsInt(array)), any -> new ArrayDeque<>())
                    .push(array);
        }
        List<A> emptied = replacedBefore;
        emptied.clear();
        replacedBefore = replaced;
        replaced = emptied;
    }

    private void keep(A array) {
        int size = length.applyAsInt(array);
        if (size == 0 || size % step != 0) {
            return;
        }
        if (kept + size > most) {
            // The arrays have lengths that no node uses any more, or were held by a slow reader; the garbage collector
            // takes them.
            free.clear();
            replaced.clear();
            replacedBefore.clear();
            kept = 0;
        }
        replaced.add(array);
        kept += size;
    }

    private int steps(int length) {
        return (length + step - 1) / step;
    }
}
