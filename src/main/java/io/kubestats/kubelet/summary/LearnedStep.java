package io.kubestats.kubelet.summary;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node of {@link LearnedText}: a text, the token it leads to, and the steps that followed it. Not thread-safe. */
final class LearnedStep {
    /** The target of a text that leads into an object of an array. */
    static final String ITEM = "{";

    /** The target of a text that leads out of an object or array. */
    static final String END = "}";

    /** The maximum number of followers; a further one replaces the oldest. */
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

    /** Creates a step without followers. */
    static LearnedStep unlearned() {
        return new LearnedStep(new byte[0], ITEM, false);
    }

    /** Returns the known follower whose text is found at {@code from}; null if unknown. */
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

    /** Returns the bit of the field's name, see {@link FieldNames#bit}. */
    long bit() {
        return bit;
    }

    int length() {
        return text.length;
    }

    /** Returns a field name of {@link FieldNames}, {@link #ITEM} or {@link #END}. */
    String leadsTo() {
        return leadsTo;
    }
}
