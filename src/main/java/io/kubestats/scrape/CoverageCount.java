package io.kubestats.scrape;

import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.scrape.ScrapeCoverage.Gaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A counter of loops by health, fed in the order of their nodes. Not thread-safe. */
final class CoverageCount {
    private final long now;
    private final long maxSampleAge;
    private int fresh;
    private int stale;
    private int missing;
    private Optional<String> firstFailure = Optional.empty();
    private final List<String> withNothing = new ArrayList<>();
    private final List<String> down = new ArrayList<>();
    private final List<String> mistaken = new ArrayList<>();
    private final List<String> withoutFull = new ArrayList<>();
    private Optional<String> fullFailure = Optional.empty();
    private final List<String> withoutFast = new ArrayList<>();

    /**
     * Creates a counter.
     *
     * @param now steady time of the count
     * @param maxSampleAge the age limit in nanoseconds
     */
    CoverageCount(long now, long maxSampleAge) {
        this.now = now;
        this.maxSampleAge = maxSampleAge;
    }

    void add(String node, TargetHealth health) {
        if (health.hasNothing()) {
            withNothing.add(node);
            return;
        }
        if (health.lastSuccess().isEmpty()) {
            missing++;
        } else if (now - health.lastSuccessAt() <= maxSampleAge) {
            fresh++;
        } else {
            stale++;
        }
        addGap(node, health);
    }

    private void addGap(String node, TargetHealth health) {
        Optional<LaneFailure> failure = health.failure();
        if (health.isDown()) {
            firstFailure = firstFailure.or(() ->
                    Optional.of(node + failure.map(f -> ": " + f.text()).orElse("")));
            if (failure.filter(f -> f.reason() == Reason.WRONG_NODE).isPresent()) {
                failure.ifPresent(f -> mistaken.add(f.text()));
            } else {
                down.add(node);
            }
        } else if (health.full().isBad()) {
            withoutFull.add(node);
            fullFailure = fullFailure.or(() -> failure.map(LaneFailure::text));
        } else if (health.fast().isBad()) {
            withoutFast.add(node);
        }
    }

    ScrapeCoverage coverage(int firstRound) {
        Gaps gaps = new Gaps(withNothing, down, mistaken, withoutFull, fullFailure, withoutFast);
        return new ScrapeCoverage(fresh, stale, missing, firstRound, firstFailure, gaps);
    }
}
