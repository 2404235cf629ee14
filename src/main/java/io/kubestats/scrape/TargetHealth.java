package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.KubeletException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a target's attempts have come to so far.
 *
 * @param lastSuccessAt steady time of {@code lastSuccess}; meaningless without one
 * @param badSince steady time of the first of {@code failuresInARow}; meaningless without one
 * @param hasNothing its last answer was that it has no statistics, and it never had any: no outage
 */
record TargetHealth(
        Optional<Instant> lastSuccess,
        long lastSuccessAt,
        Optional<Duration> lastElapsed,
        int failuresInARow,
        Optional<String> lastFailure,
        long badSince,
        boolean hasNothing) {
    /** Of a target that no attempt has ended of. */
    static final TargetHealth UNTRIED =
            new TargetHealth(Optional.empty(), 0, Optional.empty(), 0, Optional.empty(), 0, false);

    TargetHealth {
        requireNonNull(lastSuccess, "lastSuccess");
        requireNonNull(lastElapsed, "lastElapsed");
        requireNonNull(lastFailure, "lastFailure");
    }

    /** Whether the last attempt failed. */
    boolean isBad() {
        return failuresInARow > 0;
    }

    /** The health after an attempt that was stored. */
    TargetHealth stored(ScrapeResult.Stored result, Instant wallTime, long now) {
        return new TargetHealth(
                Optional.of(wallTime), now, Optional.of(result.elapsed()), 0, Optional.empty(), badSince, false);
    }

    /** The health after an attempt that failed. */
    TargetHealth failed(ScrapeResult.Failed result, long now) {
        return new TargetHealth(
                lastSuccess,
                lastSuccessAt,
                Optional.of(result.elapsed()),
                failuresInARow + 1,
                Optional.of(FailureText.of(result.cause())),
                isBad() ? badSince : now,
                result.cause().reason() == Reason.UNSUPPORTED && lastSuccess.isEmpty());
    }
}
