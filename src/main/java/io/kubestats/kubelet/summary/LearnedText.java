package io.kubestats.kubelet.summary;

import java.util.Arrays;

/**
 * A transition graph of the text between the values of earlier responses: separators, white space and the next field's
 * name. All kubelets write the same fields in the same order with the same white space, so nearly all text between
 * values is skipped with one comparison per field.
 *
 * <p>The graph holds only text that was parsed as JSON, at the position where it was parsed. It is bounded, and is
 * cleared when full. Not thread-safe.
 */
final class LearnedText {
    /** The maximum number of steps; a full Summary takes about 400. */
    private static final int MOST_STEPS = 4_096;

    private static final int LONGEST_TEXT = 96;
    private static final byte[] NOTHING = {};

    /** The initial steps of list items by depth; index 0 is that of the document. */
    private final LearnedStep[] items = new LearnedStep[JsonScanner.DEEPEST + 1];

    private int steps;

    LearnedText() {
        begin();
    }

    /** Returns the initial step of a document. */
    LearnedStep start() {
        return items[0];
    }

    /** Returns the initial step of list items at this depth; all lists share it, so each helps the others. */
    LearnedStep item(int depth) {
        return items[depth];
    }

    /**
     * Adds the text between {@code from} and {@code to} as a transition from one step to a new one.
     *
     * @param leadsTo the field that the text leads to, {@link LearnedStep#ITEM} or {@link LearnedStep#END}
     * @param first whether the text is at the start of its object or array
     * @return the new step; the initial step of a document if the text is too long or the graph was cleared
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
