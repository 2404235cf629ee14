package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.KubeletTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one target is doing.
 *
 * @param lastSuccess when a batch of either lane was last stored
 * @param lastElapsed how long the last attempt took, if there was one
 * @param failuresInARow failed attempts since the last success
 * @param lastFailure what the newest of them said
 * @param hasNothing whether it has no statistics and never had any, so that its failures are no outage
 * @param breaker the breaker's state: {@code closed}, {@code open} or {@code half_open}
 */
public record TargetStatus(
        KubeletTarget target,
        Optional<Instant> lastSuccess,
        Optional<Duration> lastElapsed,
        int failuresInARow,
        Optional<String> lastFailure,
        boolean hasNothing,
        String breaker) {
    public TargetStatus {
        requireNonNull(target, "target");
        requireNonNull(lastSuccess, "lastSuccess");
        requireNonNull(lastElapsed, "lastElapsed");
        requireNonNull(lastFailure, "lastFailure");
        requireNonNull(breaker, "breaker");
    }
}
