package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The reported status of one target.
 *
 * @param lastSuccess time at which a batch of either lane was last stored
 * @param lastElapsed duration of the last attempt, if there was one
 * @param hasNothing whether it has no statistics and never had any, so that its failures are no outage
 * @param lanes one status for each lane
 */
public record TargetStatus(
        KubeletTarget target,
        Optional<Instant> lastSuccess,
        Optional<Duration> lastElapsed,
        boolean hasNothing,
        Map<Lane, LaneStatus> lanes) {
    public TargetStatus {
        requireNonNull(target, "target");
        requireNonNull(lastSuccess, "lastSuccess");
        requireNonNull(lastElapsed, "lastElapsed");
        lanes = Map.copyOf(lanes);
    }

    /** Returns the status of one lane. */
    public LaneStatus lane(Lane lane) {
        return lanes.getOrDefault(lane, LaneStatus.UNTRIED);
    }

    /** Returns whether the last attempt of at least one lane was good. */
    public boolean isGood() {
        return lanes.values().stream().anyMatch(LaneStatus::isGood);
    }

    /** Returns whether requests are suspended: no lane is good, and a breaker is not closed. */
    public boolean isLeftAlone() {
        return !isGood()
                && lanes.values().stream().anyMatch(lane -> !lane.breaker().equals("closed"));
    }
}
