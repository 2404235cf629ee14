package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.health.HealthCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The readiness check for the first list of a kind. After the first list it never fails again: while the watch is
 * broken, the known objects are still served, and a warning reports the duration and the cause. Thread-safe.
 */
final class SyncedCheck implements HealthCheck {
    private final String plural;
    private final Supplier<WatchState> state;
    private final LongSupplier nanos;
    private final Supplier<Optional<String>> remark;

    /**
     * Creates a check of one watch.
     *
     * @param remark optional warning on the objects while the watch is healthy
     */
    SyncedCheck(String plural, Supplier<WatchState> state, LongSupplier nanos, Supplier<Optional<String>> remark) {
        this.plural = requireNonNull(plural, "plural");
        this.state = requireNonNull(state, "state");
        this.nanos = requireNonNull(nanos, "nanos");
        this.remark = requireNonNull(remark, "remark");
    }

    @Override
    public String name() {
        return plural + "-synced";
    }

    @Override
    public Result check() {
        WatchState now = state.get();
        if (now instanceof WatchState.Listing listing) {
            return new Result.Failed("listing " + plural + ", " + listing.soFar() + " so far");
        }
        if (now instanceof WatchState.ListFailed failed) {
            return new Result.Failed(failed.problem());
        }
        if (now instanceof WatchState.Broken broken) {
            long seconds =
                    Duration.ofNanos(nanos.getAsLong() - broken.sinceNanos()).toSeconds();
            return new Result.Warned(
                    "not watched for " + seconds + " s, serving the last known data: " + broken.problem());
        }
        return remark.get().<Result>map(Result.Warned::new).orElseGet(Result.Ok::new);
    }
}
