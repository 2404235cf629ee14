package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.health.HealthCheck;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Liveness check of the scheduler. It ignores kubelets, because a restart of this process repairs none of them.
 * Thread-safe.
 */
public final class SchedulerTurningCheck implements HealthCheck {
    /** The time without a turn after which the scheduler counts as stuck; it turns every second. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    private final Supplier<Duration> sinceLastTurn;
    private final Duration limit;

    /** Creates a check of {@link ScrapePool#sinceLastTurn}. */
    public SchedulerTurningCheck(Supplier<Duration> sinceLastTurn, Duration limit) {
        this.sinceLastTurn = requireNonNull(sinceLastTurn, "sinceLastTurn");
        this.limit = requireNonNull(limit, "limit");
    }

    @Override
    public String name() {
        return "scheduler-turning";
    }

    @Override
    public Result check() {
        Duration since = sinceLastTurn.get();
        if (since.compareTo(limit) <= 0) {
            return new Result.Ok();
        }
        return new Result.Failed(
                "the scheduler last ran " + since.toSeconds() + " s ago; the limit is " + limit.toSeconds() + " s");
    }
}
