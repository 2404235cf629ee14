package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The share of the cluster that the last scrapes cover: {@code fresh + stale + missing} and those without statistics
 * are all targets.
 *
 * @param fresh targets with a response within the age limit
 * @param stale targets whose last response is older
 * @param missing targets that never responded
 * @param firstRound targets of the first list without an ended attempt
 * @param firstFailure the first target, by name, of which nothing is scraped now, and the reason
 * @param gaps targets that yield less than they should
 */
public record ScrapeCoverage(
        int fresh, int stale, int missing, int firstRound, Optional<String> firstFailure, Gaps gaps) {
    public ScrapeCoverage {
        requireNonNull(firstFailure, "firstFailure");
        requireNonNull(gaps, "gaps");
    }

    /** Returns the number of targets that are expected to respond. */
    public int expected() {
        return fresh + stale + missing;
    }

    /**
     * Targets that yield less than they should, in the order of their names.
     *
     * @param withNothing names of those that have no statistics and never had any
     * @param down names of those of which nothing is scraped, without {@code mistaken}
     * @param mistaken failures of those at whose address another node responds
     * @param withoutFull names of those of which only the full lane fails
     * @param fullFailure the failure of the first of them
     * @param withoutFast names of those of which only the fast lane fails
     */
    public record Gaps(
            List<String> withNothing,
            List<String> down,
            List<String> mistaken,
            List<String> withoutFull,
            Optional<String> fullFailure,
            List<String> withoutFast) {
        /** The absence of gaps. */
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
