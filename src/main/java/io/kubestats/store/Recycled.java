package io.kubestats.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Arrays of one kind on their way from being replaced to being used again. Not safe for threads.
 *
 * @param <A> the kind of array
 */
final class Recycled<A> {
    /** Lengths are multiples of it, so that an array fits the next answer of any node of about that size. */
    private static final int STEP = 256;

    private final int most;
    private final IntFunction<A> maker;
    private final ToIntFunction<A> length;
    private final Map<Integer, Deque<A>> free = new HashMap<>();
    private final List<A> replacing = new ArrayList<>();
    private List<A> replaced = new ArrayList<>();
    private List<A> replacedBefore = new ArrayList<>();
    private int kept;

    /**
     * No arrays yet.
     *
     * @param most how much is kept for later, all lengths together
     */
    Recycled(int most, IntFunction<A> maker, ToIntFunction<A> length) {
        this.most = most;
        this.maker = maker;
        this.length = length;
    }

    /** An array of that length or more, which nobody reads. */
    A take(int wanted) {
        int steps = steps(wanted);
        Deque<A> fitting = free.get(steps);
        if (fitting == null || fitting.isEmpty()) {
            return maker.apply(steps * STEP);
        }
        A taken = fitting.pop();
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
        if (size == 0 || size % STEP != 0) {
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

    private static int steps(int length) {
        return (length + STEP - 1) / STEP;
    }
}
