package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.kubestats.config.ScrapeConfig;
import io.kubestats.model.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The bounds on the cost of scraping: one bulkhead for all attempts, and one circuit breaker for each lane of each
 * target. No method blocks. Thread-safe.
 */
final class ScrapeGuard {
    /** The number of consecutive failures after which the breaker of a lane opens. */
    static final int FAILURES_TO_OPEN = 4;

    /** The first rest of an open breaker, in periods of its lane; doubled with each probe that fails. */
    static final int FIRST_REST_PERIODS = 2;

    /** The longest time between two probes of a failing target, unless the first rest is longer already. */
    static final Duration LONGEST_REST = Duration.ofMinutes(2);

    private final Bulkhead bulkhead;
    private final Map<Lane, CircuitBreakerConfig> breakers = new EnumMap<>(Lane.class);

    /** Creates a guard whose breakers use {@code clock}. */
    ScrapeGuard(ScrapeConfig config, ScrapeClock clock) {
        requireNonNull(clock, "clock");
        this.bulkhead = Bulkhead.of(
                "scrapes",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(config.concurrency())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        breakers.put(Lane.FAST, breakers(config.metricResolution(), clock));
        breakers.put(Lane.FULL, breakers(config.fullResolution(), clock));
    }

    private static CircuitBreakerConfig breakers(Duration period, ScrapeClock clock) {
        Duration firstRest = period.multipliedBy(FIRST_REST_PERIODS);
        Duration longestRest = firstRest.compareTo(LONGEST_REST) > 0 ? firstRest : LONGEST_REST;
        return CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindow(FAILURES_TO_OPEN, FAILURES_TO_OPEN, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(firstRest, 2, longestRest))
                .build();
    }

    /** Returns a closed breaker for one lane of a target. */
    TargetBreaker newBreaker(String node, Lane lane) {
        return new TargetBreaker(node, requireNonNull(breakers.get(lane)));
    }

    /** Takes a permit of the bulkhead, and returns whether there was one. */
    boolean tryEnter() {
        return bulkhead.tryAcquirePermission();
    }

    /** Returns a permit. */
    void leave() {
        bulkhead.releasePermission();
    }

    /** Returns the number of free permits. */
    int freePermits() {
        return bulkhead.getMetrics().getAvailableConcurrentCalls();
    }
}
