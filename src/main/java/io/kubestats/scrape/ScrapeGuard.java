package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.kubestats.config.ScrapeConfig;
import java.time.Duration;

/**
 * Bounds what scraping may cost: one bulkhead for all attempts, one breaker for each target. Nothing here waits. Safe
 * for any number of threads.
 */
final class ScrapeGuard {
    /** Failures in a row after which a target is left alone for a while. */
    static final int FAILURES_TO_OPEN = 4;

    /** How many resolutions a target is left alone at first; doubled with each probe that fails. */
    static final int FIRST_REST_RESOLUTIONS = 2;

    /** The longest time between two probes of a target that fails, unless the first rest is longer already. */
    static final Duration LONGEST_REST = Duration.ofMinutes(2);

    private final Bulkhead bulkhead;
    private final CircuitBreakerConfig breakers;

    /** A guard whose breakers tell time by {@code clock}. */
    ScrapeGuard(ScrapeConfig config, ScrapeClock clock) {
        requireNonNull(clock, "clock");
        this.bulkhead = Bulkhead.of(
                "scrapes",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(config.concurrency())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        Duration firstRest = config.metricResolution().multipliedBy(FIRST_REST_RESOLUTIONS);
        Duration longestRest = firstRest.compareTo(LONGEST_REST) > 0 ? firstRest : LONGEST_REST;
        this.breakers = CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindow(FAILURES_TO_OPEN, FAILURES_TO_OPEN, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(firstRest, 2, longestRest))
                .build();
    }

    /** A closed breaker for one target. */
    TargetBreaker newBreaker(String node) {
        return new TargetBreaker(node, breakers);
    }

    /** Takes a permit of the bulkhead, if there is one. */
    boolean tryEnter() {
        return bulkhead.tryAcquirePermission();
    }

    /** Gives a permit back. */
    void leave() {
        bulkhead.releasePermission();
    }

    /** Permits that are not taken. */
    int freePermits() {
        return bulkhead.getMetrics().getAvailableConcurrentCalls();
    }
}
