package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The reported status of one lane of a target.
 *
 * @param tried whether an attempt in it has ended
 * @param failuresInARow failed attempts since the last success in it
 * @param lastFailure the newest of them
 * @param breaker the state of its breaker: {@code closed}, {@code open} or {@code half_open}
 */
public record LaneStatus(boolean tried, int failuresInARow, Optional<LaneFailure> lastFailure, String breaker) {
    /** Status of a lane before its first attempt has ended. */
    public static final LaneStatus UNTRIED = new LaneStatus(false, 0, Optional.empty(), "closed");

    public LaneStatus {
        requireNonNull(lastFailure, "lastFailure");
        requireNonNull(breaker, "breaker");
    }

    /** Returns whether the last attempt in the lane yielded its data. */
    public boolean isGood() {
        return tried && failuresInARow == 0;
    }
}
