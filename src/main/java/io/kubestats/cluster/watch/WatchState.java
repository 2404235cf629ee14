package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

/** How far a watch has come. */
sealed interface WatchState {
    /** No list is through yet; nothing can be said of the cluster. */
    record Listing(int soFar) implements WatchState {}

    /** No list is through yet, since the API server gave none. */
    record ListFailed(String problem) implements WatchState {
        public ListFailed {
            requireNonNull(problem, "problem");
        }
    }

    /** What is known is what there is. */
    record Synced() implements WatchState {}

    /**
     * What is known was true once.
     *
     * @param sinceNanos ticks when the watch broke
     */
    record Broken(String problem, long sinceNanos) implements WatchState {
        public Broken {
            requireNonNull(problem, "problem");
        }
    }
}
