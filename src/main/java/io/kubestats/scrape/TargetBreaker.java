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
 * The circuit breaker of one lane of a target. Only consecutive failures open it, so a healthy target needs none: it is
 * created with the first failure, and dropped with the success that leaves it closed. No method blocks. Thread-safe; a
 * race can lose the count of one failure.
 */
final class TargetBreaker {
    /** The rest of a target without statistics, which an upgrade may add. */
    static final Duration REST_WITH_NOTHING = Duration.ofMinutes(10);

    private final String node;
    private final CircuitBreakerConfig config;
    private volatile @Nullable CircuitBreaker failing;

    /** Creates a closed breaker that opens when all attempts of its window have failed. */
    TargetBreaker(String node, CircuitBreakerConfig config) {
        this.node = requireNonNull(node, "node");
        this.config = requireNonNull(config, "config");
    }

    /** Returns whether a request may be sent now; its outcome goes to {@link #report}. */
    boolean tryAcquirePermission() {
        CircuitBreaker breaker = failing;
        return breaker == null || breaker.tryAcquirePermission();
    }

    /** Records the outcome of a permitted attempt. */
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

    /** Opens the breaker of a target without statistics. */
    void letRest() {
        made().transitionToOpenStateFor(REST_WITH_NOTHING);
    }

    /** Returns the state in lower case, for example {@code half_open}. */
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
