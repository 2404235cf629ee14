package io.kubestats.kubelet.summary;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One text of {@link LearnedText}, what it led to, and the texts that followed it. Not thread-safe. */
final class LearnedStep {
    /** What leads into an object of an array. */
    static final String ITEM = "{";

    /** What leads out of an object or array. */
    static final String END = "}";

    /** Where more than these follow, the one that was learned first is forgotten. */
    private static final int FOLLOWERS = 4;

    private final byte[] text;
    private final String leadsTo;
    private final long bit;
    private final boolean first;
    private final @Nullable LearnedStep[] followers = new LearnedStep[FOLLOWERS];
    private int replaced;

    LearnedStep(byte[] text, String leadsTo, boolean first) {
        this.text = text;
        this.leadsTo = leadsTo;
        this.bit = FieldNames.OF_SUMMARY.bit(leadsTo);
        this.first = first;
    }

    /** A step upon which nothing has followed. */
    static LearnedStep unlearned() {
        return new LearnedStep(new byte[0], ITEM, false);
    }

    /** The step that followed before and whose text stands there again. */
    @Nullable LearnedStep next(byte[] body, int from, int end, boolean atFirst) {
        for (LearnedStep step : followers) {
            if (step == null) {
                return null;
            }
            int to = from + step.text.length;
            if (to <= end && step.first == atFirst && Arrays.equals(body, from, to, step.text, 0, step.text.length)) {
                return step;
            }
        }
        return null;
    }

    void follow(LearnedStep step) {
        followers[replaced] = step;
        replaced = (replaced + 1) % FOLLOWERS;
    }

    /** The bit of the field's name, see {@link FieldNames#bit}. */
    long bit() {
        return bit;
    }

    int length() {
        return text.length;
    }

    /** The name of a field as {@link FieldNames} gives it, {@link #ITEM} or {@link #END}. */
    String leadsTo() {
        return leadsTo;
    }
}
