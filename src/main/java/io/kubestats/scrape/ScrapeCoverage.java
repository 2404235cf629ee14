package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How much of the cluster the last scrapes cover: {@code fresh + stale + missing} are all targets.
 *
 * @param fresh targets with an answer within the age limit
 * @param stale targets whose last answer is older
 * @param missing targets that never answered
 * @param firstRound targets of the first list that no attempt has ended of yet
 * @param firstFailure by name, the first target that fails now, and what it says
 */
public record ScrapeCoverage(int fresh, int stale, int missing, int firstRound, Optional<String> firstFailure) {
    public ScrapeCoverage {
        requireNonNull(firstFailure, "firstFailure");
    }

    /** All targets. */
    public int expected() {
        return fresh + stale + missing;
    }
}
