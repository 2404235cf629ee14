package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.health.HealthCheck;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Livez: the scheduler turns. It says nothing of kubelets, since a restart of ours mends none of them. Thread-safe.
 */
public final class SchedulerTurningCheck implements HealthCheck {
    /** A scheduler that has not turned for so long is stuck: it turns every second. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    private final Supplier<Duration> sinceLastTurn;
    private final Duration limit;

    /** A check of {@link ScrapePool#sinceLastTurn}. */
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
                "the scheduler last turned " + since.toSeconds() + " s ago; the limit is " + limit.toSeconds() + " s");
    }
}
