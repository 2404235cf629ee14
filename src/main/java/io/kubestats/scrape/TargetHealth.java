package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The health of a target, from its attempts so far. Each lane has its own health, since a kubelet may fail one form of
 * its response for hours and serve the other.
 *
 * @param lastSuccess time at which a batch of either lane was last stored
 * @param lastSuccessAt steady time of {@code lastSuccess}; undefined without one
 * @param hasNothing whether its last response was that it has no statistics, and it never had any: no outage
 */
record TargetHealth(
        Optional<Instant> lastSuccess,
        long lastSuccessAt,
        Optional<Duration> lastElapsed,
        boolean hasNothing,
        LaneHealth fast,
        LaneHealth full) {
    /** Health of a target before its first attempt has ended. */
    static final TargetHealth UNTRIED =
            new TargetHealth(Optional.empty(), 0, Optional.empty(), false, LaneHealth.UNTRIED, LaneHealth.UNTRIED);

    private static final Set<Reason> OF_BOTH_LANES =
            EnumSet.of(Reason.CONNECT, Reason.TLS, Reason.UNAUTHORIZED, Reason.WRONG_NODE, Reason.UNSUPPORTED);

    TargetHealth {
        requireNonNull(lastSuccess, "lastSuccess");
        requireNonNull(lastElapsed, "lastElapsed");
        requireNonNull(fast, "fast");
        requireNonNull(full, "full");
    }

    LaneHealth lane(Lane lane) {
        return lane == Lane.FAST ? fast : full;
    }

    /** Returns whether nothing is scraped: an attempt has failed, and no lane is good. */
    boolean isDown() {
        return (fast.isBad() || full.isBad()) && !fast.isGood() && !full.isGood();
    }

    /** Returns the most informative failure, if a lane fails. */
    Optional<LaneFailure> failure() {
        return fast.lastFailure().or(full::lastFailure);
    }

    /** Returns the health after an attempt in {@code lane} that was stored completely. */
    TargetHealth stored(Lane lane, Duration elapsed, Instant wallTime, long now) {
        return with(lane, lane(lane).succeeded()).at(elapsed, wallTime, now);
    }

    /** Returns the health after a full attempt of which only CPU and memory were stored. */
    TargetHealth partlyStored(ScrapeResult.Partial result, Instant wallTime, long now) {
        return with(Lane.FULL, full.failed(LaneFailure.of(result.cause()), now))
                .with(Lane.FAST, fast.succeeded())
                .at(result.elapsed(), wallTime, now);
    }

    /**
     * Returns the health after an attempt in {@code lane} that failed. A full attempt falls back to the form of the
     * fast lane, so its failure is one of both lanes; so is the failure of an attempt that reached no kubelet of the
     * node.
     */
    TargetHealth failed(Lane lane, ScrapeResult.Failed result, long now) {
        KubeletException cause = result.cause();
        LaneFailure failure = LaneFailure.of(cause);
        TargetHealth failed = with(lane, lane(lane).failed(failure, now));
        if (lane == Lane.FULL) {
            failed = failed.with(Lane.FAST, fast.failed(failure, now));
        } else if (OF_BOTH_LANES.contains(cause.reason())) {
            failed = failed.with(Lane.FULL, full.failed(failure, now));
        }
        return new TargetHealth(
                lastSuccess,
                lastSuccessAt,
                Optional.of(result.elapsed()),
                cause.reason() == Reason.UNSUPPORTED && lastSuccess.isEmpty(),
                failed.fast,
                failed.full);
    }

    private TargetHealth with(Lane lane, LaneHealth health) {
        return new TargetHealth(
                lastSuccess,
                lastSuccessAt,
                lastElapsed,
                hasNothing,
                lane == Lane.FAST ? health : fast,
                lane == Lane.FULL ? health : full);
    }

    private TargetHealth at(Duration elapsed, Instant wallTime, long now) {
        return new TargetHealth(Optional.of(wallTime), now, Optional.of(elapsed), false, fast, full);
    }
}
