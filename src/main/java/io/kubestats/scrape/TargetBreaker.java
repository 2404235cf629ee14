package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The breaker of one lane of a target. Only failures in a row open it, so a target that does well needs none: it is
 * made with the first failure, and dropped with the success that leaves it closed. Nothing here waits. Any number of
 * threads may use it: a race costs the count of a failure, and nothing else.
 */
final class TargetBreaker {
    /** How long a target that has no statistics is left alone: it may be given some by an upgrade. */
    static final Duration REST_WITH_NOTHING = Duration.ofMinutes(10);

    private final String node;
    private final CircuitBreakerConfig config;
    private volatile @Nullable CircuitBreaker failing;

    /** A closed breaker that opens when all attempts of its window have failed. */
    TargetBreaker(String node, CircuitBreakerConfig config) {
        this.node = requireNonNull(node, "node");
        this.config = requireNonNull(config, "config");
    }

    /** Whether the target may be asked now; {@link #report} tells how that ended. */
    boolean tryAcquirePermission() {
        CircuitBreaker breaker = failing;
        return breaker == null || breaker.tryAcquirePermission();
    }

    /** Tells how an attempt ended that was let through. */
    void report(ScrapeResult result) {
        if (result instanceof ScrapeResult.Stored stored) {
            succeeded(stored);
        } else if (result instanceof ScrapeResult.Partial partial) {
            made().onError(partial.elapsed().toNanos(), TimeUnit.NANOSECONDS, partial.cause());
        } else if (result instanceof ScrapeResult.Failed failed
                && failed.cause().reason() != Reason.CANCELLED) {
            made().onError(failed.elapsed().toNanos(), TimeUnit.NANOSECONDS, failed.cause());
        } else {
            CircuitBreaker breaker = failing;
            if (breaker != null) {
                breaker.releasePermission();
            }
        }
    }

    /** The target has nothing to be asked for. */
    void letRest() {
        made().transitionToOpenStateFor(REST_WITH_NOTHING);
    }

    /** In lower case, as in {@code half_open}. */
    String state() {
        CircuitBreaker breaker = failing;
        return (breaker == null ? State.CLOSED : breaker.getState()).name().toLowerCase(Locale.ROOT);
    }

    private void succeeded(ScrapeResult.Stored stored) {
        CircuitBreaker breaker = failing;
        if (breaker != null) {
            breaker.onSuccess(stored.elapsed().toNanos(), TimeUnit.NANOSECONDS);
            if (breaker.getState() == State.CLOSED) {
                failing = null;
            }
        }
    }

    private CircuitBreaker made() {
        CircuitBreaker breaker = failing;
        if (breaker == null) {
            breaker = CircuitBreaker.of(node, config);
            failing = breaker;
        }
        return breaker;
    }
}
