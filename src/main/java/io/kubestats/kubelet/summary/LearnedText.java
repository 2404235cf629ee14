package io.kubestats.kubelet.summary;

import java.util.Arrays;

/**
 * The text between the values of earlier answers: separators, white space and the next field's name, and what followed
 * upon what. A kubelet writes the same fields in the same order with the same white space, and one writes as the other,
 * so nearly all of an answer that is no value is passed over with one comparison for each field.
 *
 * <p>It holds only text that was once read as JSON, each for the place where it was read. It is bounded, and begins
 * anew when it is full. Not thread-safe.
 */
final class LearnedText {
    /** A full Summary takes some 400. */
    private static final int MOST_STEPS = 4_096;

    private static final int LONGEST_TEXT = 96;
    private static final byte[] NOTHING = {};

    /** Where the objects of lists begin, by their depth; first, where every document begins. */
    private final LearnedStep[] items = new LearnedStep[JsonScanner.DEEPEST + 1];

    private int steps;

    LearnedText() {
        begin();
    }

    /** Where every document begins. */
    LearnedStep start() {
        return items[0];
    }

    /** Where the objects of all lists begin that are so deep: what is learned of one helps with the next. */
    LearnedStep item(int depth) {
        return items[depth];
    }

    /**
     * Keeps what was read between {@code from} and {@code to} after a step, and what that led to.
     *
     * @param first whether nothing stood before it in its object or array
     */
    LearnedStep learn(LearnedStep after, byte[] body, int from, int to, String leadsTo, boolean first) {
        if (to - from > LONGEST_TEXT) {
            return start();
        }
        if (steps == MOST_STEPS) {
            begin();
            return start();
        }
        steps++;
        LearnedStep step = new LearnedStep(Arrays.copyOfRange(body, from, to), leadsTo, first);
        after.follow(step);
        return step;
    }

    private void begin() {
        steps = 0;
        for (int depth = 0; depth < items.length; depth++) {
            items[depth] = new LearnedStep(NOTHING, LearnedStep.ITEM, false);
        }
    }
}
