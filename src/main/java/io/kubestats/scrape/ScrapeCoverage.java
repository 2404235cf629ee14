package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * How much of the cluster the last scrapes cover: {@code fresh + stale + missing + withNothing.size()} are all targets.
 *
 * @param fresh targets with an answer within the age limit
 * @param stale targets whose last answer is older
 * @param missing targets that never answered
 * @param withNothing names, in order, of the targets that have no statistics and never had any
 * @param firstRound targets of the first list that no attempt has ended of yet
 * @param firstFailure by name, the first target that fails now, and what it says
 */
public record ScrapeCoverage(
        int fresh, int stale, int missing, List<String> withNothing, int firstRound, Optional<String> firstFailure) {
    public ScrapeCoverage {
        withNothing = withNothing.stream().sorted().toList();
        requireNonNull(firstFailure, "firstFailure");
    }

    /** All targets that may be expected to answer. */
    public int expected() {
        return fresh + stale + missing;
    }
}
