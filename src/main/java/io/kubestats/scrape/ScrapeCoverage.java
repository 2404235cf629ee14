package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The share of the cluster that the last scrapes cover: {@code fresh + stale + missing} and those without statistics
 * are all targets.
 *
 * @param fresh targets with an answer within the age limit
 * @param stale targets whose last answer is older
 * @param missing targets that never answered
 * @param firstRound targets of the first list that no attempt has ended of yet
 * @param firstFailure by name, the first target of which nothing is scraped now, and why
 * @param gaps targets that do not give all they should
 */
public record ScrapeCoverage(
        int fresh, int stale, int missing, int firstRound, Optional<String> firstFailure, Gaps gaps) {
    public ScrapeCoverage {
        requireNonNull(firstFailure, "firstFailure");
        requireNonNull(gaps, "gaps");
    }

    /** All targets that may be expected to answer. */
    public int expected() {
        return fresh + stale + missing;
    }

    /**
     * Targets that do not give all they should, in the order of their names.
     *
     * @param withNothing names of those that have no statistics and never had any
     * @param down names of those of which nothing is scraped, for other reasons than the next
     * @param mistaken failures of those at whose address another node answers
     * @param withoutFull names of those of which the full lane alone fails
     * @param fullFailure the failure of the first of them
     * @param withoutFast names of those of which the fast lane alone fails
     */
    public record Gaps(
            List<String> withNothing,
            List<String> down,
            List<String> mistaken,
            List<String> withoutFull,
            Optional<String> fullFailure,
            List<String> withoutFast) {
        /** No gap. */
        public static final Gaps NONE =
                new Gaps(List.of(), List.of(), List.of(), List.of(), Optional.empty(), List.of());

        public Gaps {
            withNothing = List.copyOf(withNothing);
            down = List.copyOf(down);
            mistaken = List.copyOf(mistaken);
            withoutFull = List.copyOf(withoutFull);
            requireNonNull(fullFailure, "fullFailure");
            withoutFast = List.copyOf(withoutFast);
        }
    }
}
