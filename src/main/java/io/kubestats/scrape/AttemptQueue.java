package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.Lane;
import io.kubestats.scrape.ScrapeResult.SkipReason;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A queue of the loops that wait for a permit, in order of arrival, and of those in flight, in order of start. Guarded
 * by the lock of {@link ScrapeScheduler}.
 *
 * <p>A loop waits at most once: if its next due time comes first, the older one is skipped and the newer one keeps its
 * position, so that under lasting overload every node still gets its turn.
 */
final class AttemptQueue {
    private final ScrapeGuard guard;
    private final AttemptRunner scraper;
    private final Map<ScrapeLoop, ScrapeAttempt> waiting = new LinkedHashMap<>();
    private final Set<ScrapeAttempt> inFlight = new LinkedHashSet<>();

    AttemptQueue(ScrapeGuard guard, AttemptRunner scraper) {
        this.guard = requireNonNull(guard, "guard");
        this.scraper = requireNonNull(scraper, "scraper");
    }

    /** Queues a due time of {@code loop}. */
    void add(ScrapeLoop loop, Lane lane) {
        ScrapeAttempt older =
                waiting.get(loop); // Its lane is not in flight, so the newer one takes its place for sure.
        if (older == null) {
            open(loop, lane);
        } else {
            scraper.skip(older, SkipReason.BULKHEAD_FULL);
            open(loop, older.lane() == Lane.FULL ? Lane.FULL : lane);
        }
    }

    /** Returns the next attempt that may start at {@code now}, if there is one, and counts it as in flight. */
    Optional<ScrapeAttempt> takePermitted(long now) {
        while (!waiting.isEmpty() && guard.tryEnter()) {
            ScrapeAttempt attempt = waiting.values().iterator().next();
            waiting.remove(attempt.loop());
            if (attempt.loop().breaker(attempt.lane()).tryAcquirePermission()) {
                attempt.sentAt(now);
                inFlight.add(attempt);
                attempt.loop().inFlight().add(attempt.lane());
                return Optional.of(attempt);
            }
            guard.leave();
            scraper.skip(attempt, SkipReason.BREAKER_OPEN);
            standIn(attempt.loop(), attempt.lane());
        }
        return Optional.empty();
    }

    /** Removes an attempt that was in flight, and returns whether others wait for its permit. */
    boolean ended(ScrapeAttempt attempt) {
        inFlight.remove(attempt);
        attempt.loop().inFlight().remove(attempt.lane());
        guard.leave();
        return !waiting.isEmpty();
    }

    /** Removes a loop, and returns its attempts in flight, which the caller must end. */
    List<ScrapeAttempt> remove(ScrapeLoop loop) {
        ScrapeAttempt waits = waiting.remove(loop);
        if (waits != null) {
            scraper.skip(waits, SkipReason.BULKHEAD_FULL);
        }
        return inFlight.stream().filter(attempt -> attempt.loop() == loop).toList();
    }

    /** Returns the attempts in flight, the oldest first. */
    Stream<ScrapeAttempt> inFlight() {
        return inFlight.stream();
    }

    private void open(ScrapeLoop loop, Lane lane) {
        ScrapeAttempt attempt = new ScrapeAttempt(loop, lane);
        scraper.open(attempt);
        if (!loop.inFlight().contains(lane)) {
            waiting.put(loop, attempt);
            return;
        }
        scraper.skip(attempt, SkipReason.STILL_IN_FLIGHT);
        standIn(loop, lane);
    }

    /** Queues the fast lane in place of a skipped full attempt that was to cover it. */
    private void standIn(ScrapeLoop loop, Lane skipped) {
        if (skipped == Lane.FULL) {
            open(loop, Lane.FAST);
        }
    }
}
