package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

/** The state of a watch. */
sealed interface WatchState {
    /** The first list is in progress; the objects are unknown. */
    record Listing(int soFar) implements WatchState {}

    /** The first list failed; the objects are unknown. */
    record ListFailed(String problem) implements WatchState {
        public ListFailed {
            requireNonNull(problem, "problem");
        }
    }

    /** The watch is connected; the table is up to date. */
    record Synced() implements WatchState {}

    /**
     * The watch is disconnected; the table may be stale.
     *
     * @param sinceNanos ticker reading when the watch broke
     */
    record Broken(String problem, long sinceNanos) implements WatchState {
        public Broken {
            requireNonNull(problem, "problem");
        }
    }
}
