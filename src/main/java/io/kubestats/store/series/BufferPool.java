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
 * Arrays of one kind on their way from being replaced to being used again. Not thread-safe.
 *
 * @param <A> the kind of array
 */
final class BufferPool<A> {
    /** By how many steps an array may be longer than it must: with none, those of rare lengths would pile up. */
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
     * No arrays yet.
     *
     * @param step what all lengths are multiples of, so that an array fits other nodes of about that size
     * @param most how much is kept for later, all lengths together
     */
    BufferPool(int step, int most, IntFunction<A> maker, ToIntFunction<A> length) {
        this.step = step;
        this.most = most;
        this.maker = maker;
        this.length = length;
    }

    /** An array of that length or more, which nobody reads. */
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

    /** This one is in use no more once the next write is published; forgotten if it is not. */
    void replace(A array) {
        replacing.add(array);
    }

    /** Nothing that was replaced since the last publication will be published. */
    void forget() {
        replacing.clear();
    }

    /** Nobody who comes from now on reads what was replaced. */
    void publish() {
        for (A array : replacing) {
            keep(array);
        }
        replacing.clear();
    }

    /** Nobody is left of those who read what was replaced before the last turn. */
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
            // Of lengths that no node has any more, or somebody reads for long: the collector has them then.
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
