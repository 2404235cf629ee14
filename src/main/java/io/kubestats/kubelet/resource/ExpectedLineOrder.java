package io.kubestats.kubelet.resource;

import org.jspecify.annotations.Nullable;

/**
 * The order of pods or containers within the families of one response, used to predict the next line. Not thread-safe.
 */
final class ExpectedLineOrder {
    private @Nullable ResourceRow first;
    private @Nullable ResourceRow last;

    /** Clears the order for another response. */
    void begin() {
        first = null;
        last = null;
    }

    /** Starts another family, which is expected to repeat the order. */
    void restart() {
        last = null;
    }

    /** Returns the row whose line is expected next; null if unknown. */
    @Nullable ResourceRow expected() {
        return last == null ? first : last.follower();
    }

    /** Advances past the expected row. */
    void passed(ResourceRow row) {
        last = row;
    }

    /** Advances past a row that was not expected, and inserts it into the order if it is new. */
    void met(ResourceRow row, int labelsFrom, int labelsTo) {
        if (row.labelsLength() == 0) {
            row.labels(labelsFrom, labelsTo);
            row.follower(expected());
            if (last == null) {
                first = row;
            } else {
                last.follower(row);
            }
        }
        last = row;
    }
}
