package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The health of one lane of a target, from its attempts so far.
 *
 * @param tried whether an attempt in it has ended
 * @param failuresInARow failed attempts since the last success in it
 * @param lastFailure the newest of them
 * @param badSince steady time of the first of them; undefined without one
 */
record LaneHealth(boolean tried, int failuresInARow, Optional<LaneFailure> lastFailure, long badSince) {
    /** Health of a lane before its first attempt has ended. */
    static final LaneHealth UNTRIED = new LaneHealth(false, 0, Optional.empty(), 0);

    private static final LaneHealth GOOD = new LaneHealth(true, 0, Optional.empty(), 0);

    LaneHealth {
        requireNonNull(lastFailure, "lastFailure");
    }

    /** Returns whether the last attempt failed. */
    boolean isBad() {
        return failuresInARow > 0;
    }

    /** Returns whether the last attempt yielded the data of the lane. */
    boolean isGood() {
        return tried && !isBad();
    }

    /** Returns the health after an attempt that yielded the data of the lane. */
    LaneHealth succeeded() {
        return GOOD;
    }

    /** Returns the health after an attempt that failed. */
    LaneHealth failed(LaneFailure failure, long now) {
        return new LaneHealth(true, failuresInARow + 1, Optional.of(failure), isBad() ? badSince : now);
    }
}
