package io.kubestats.kubelet.resource;

import org.jspecify.annotations.Nullable;

/**
 * The order in which the lines of one answer's families name their pods, or their containers: whose line is to be
 * expected next. Not thread-safe.
 */
final class ExpectedLineOrder {
    private @Nullable ResourceRow first;
    private @Nullable ResourceRow last;

    /** Forgets all. */
    void begin() {
        first = null;
        last = null;
    }

    /** Another family begins. */
    void restart() {
        last = null;
    }

    /** Whose line should come, with the labels that it had. */
    @Nullable ResourceRow expected() {
        return last == null ? first : last.follower();
    }

    /** What was expected has come. */
    void passed(ResourceRow row) {
        last = row;
    }

    /** A line was read of whose row nothing was known, or which was not the one expected. */
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
