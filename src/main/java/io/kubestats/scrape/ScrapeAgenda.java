package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.scrape.ScrapeResult.SkipReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All loops, what is due, what waits for a permit and what is in flight. It has no thread: its owner calls
 * {@link #runDue} whenever {@link #await} returns.
 *
 * <p>A due time takes a permit of the bulkhead or waits for one in the order of coming. A loop waits at most once: if
 * its next due time comes first, the older one is skipped and the newer keeps the place in the line, so that under
 * lasting overload every node still gets its turn.
 *
 * <p>One private lock guards every field. It is never held while a client or a sink is called.
 */
final class ScrapeAgenda {
    /** How much longer than its deadline an attempt may take before we end it ourselves. */
    static final Duration BACKSTOP = Duration.ofSeconds(2);

    private final ScrapeSchedule schedule;
    private final ScrapeGuard guard;
    private final TargetScraper scraper;
    private final ScrapeClock clock;
    private final long longestAttempt;

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, ScrapeLoop> loops = new HashMap<>();
    private final PriorityQueue<ScrapeLoop> queue = new PriorityQueue<>(Comparator.comparingLong(ScrapeLoop::dueAt));
    private final Map<ScrapeLoop, ScrapeAttempt> waiting = new LinkedHashMap<>();
    private final Set<ScrapeAttempt> inFlight = new LinkedHashSet<>();
    private final Set<String> firstRound = new HashSet<>();
    private boolean firstRoundBegan;
    private boolean poked;
    private boolean closed;
    private long missedSlots;

    ScrapeAgenda(
            ScrapeSchedule schedule, ScrapeGuard guard, TargetScraper scraper, ScrapeClock clock, Duration timeout) {
        this.schedule = requireNonNull(schedule, "schedule");
        this.guard = requireNonNull(guard, "guard");
        this.scraper = requireNonNull(scraper, "scraper");
        this.clock = requireNonNull(clock, "clock");
        this.longestAttempt = timeout.plus(BACKSTOP).toNanos();
    }

    /** Makes {@code targets} all there are. Calls never overlap. */
    void update(List<KubeletTarget> targets) {
        Map<String, KubeletTarget> wanted = new LinkedHashMap<>();
        targets.forEach(target -> wanted.putIfAbsent(target.node(), target));
        Map<String, TargetHealth> moved = new HashMap<>();
        for (Retired retired : retireAllBut(wanted)) {
            retire(retired);
            String node = retired.loop().target().node();
            if (wanted.containsKey(node)) {
                moved.put(node, retired.loop().health());
            } else {
                scraper.forget(retired.loop());
            }
        }
        add(wanted, moved);
    }

    /** Does everything that is due now, and says when it began. */
    long runDue() {
        long now = clock.now();
        for (ScrapeAttempt late : takeDue(now)) {
            finish(late, scraper.abandon(late, Reason.TIMEOUT, "no answer within the deadline; given up"));
        }
        for (Optional<ScrapeAttempt> next = takePermitted(); next.isPresent(); next = takePermitted()) {
            start(next.get());
        }
        return now;
    }

    /** Waits until something may be due, {@code longest} at most; false once closed. */
    boolean await(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = Math.min(longest.toNanos(), nextDue() - clock.now());
            while (left > 0 && !poked && !closed) {
                left = changed.awaitNanos(left);
            }
            poked = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all attempts and starts no more. */
    void close() {
        List<Retired> all = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            loops.values().forEach(loop -> all.add(takeAttempts(loop)));
            poke();
        } finally {
            lock.unlock();
        }
        all.forEach(this::retire);
    }

    /** All current loops, in no order. */
    List<ScrapeLoop> loops() {
        lock.lock();
        try {
            return List.copyOf(loops.values());
        } finally {
            lock.unlock();
        }
    }

    /** Targets of the first list that have not been tried. */
    int firstRoundLeft() {
        lock.lock();
        try {
            return firstRound.size();
        } finally {
            lock.unlock();
        }
    }

    /** Slots that passed without being served, since we were late by more than a period. */
    long missedSlots() {
        lock.lock();
        try {
            return missedSlots;
        } finally {
            lock.unlock();
        }
    }

    private List<Retired> retireAllBut(Map<String, KubeletTarget> wanted) {
        List<Retired> retired = new ArrayList<>();
        lock.lock();
        try {
            for (Iterator<ScrapeLoop> i = loops.values().iterator(); i.hasNext(); ) {
                ScrapeLoop loop = i.next();
                if (!closed && !loop.target().equals(wanted.get(loop.target().node()))) {
                    i.remove();
                    queue.remove(loop);
                    firstRound.remove(loop.target().node());
                    retired.add(takeAttempts(loop));
                }
            }
        } finally {
            lock.unlock();
        }
        return retired;
    }

    private Retired takeAttempts(ScrapeLoop loop) {
        ScrapeAttempt waits = waiting.remove(loop);
        return new Retired(
                loop,
                waits == null ? List.of() : List.of(waits),
                inFlight.stream().filter(attempt -> attempt.loop() == loop).toList());
    }

    private void retire(Retired retired) {
        retired.waiting().forEach(attempt -> scraper.skip(attempt, SkipReason.BULKHEAD_FULL));
        retired.inFlight()
                .forEach(attempt ->
                        finish(attempt, scraper.abandon(attempt, Reason.CANCELLED, "the target is no longer scraped")));
    }

    private void add(Map<String, KubeletTarget> wanted, Map<String, TargetHealth> moved) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            List<KubeletTarget> added = wanted.values().stream()
                    .filter(target -> !loops.containsKey(target.node()))
                    .toList();
            long now = clock.now();
            for (KubeletTarget target : added) {
                String node = target.node();
                ScrapeLoop loop = new ScrapeLoop(
                        target,
                        guard.newBreaker(node),
                        schedule,
                        now + schedule.firstDelay(node, added.size()),
                        moved.getOrDefault(node, TargetHealth.UNTRIED));
                loops.put(node, loop);
                queue.add(loop);
            }
            if (!firstRoundBegan && !added.isEmpty()) {
                firstRoundBegan = true;
                firstRound.addAll(wanted.keySet());
            }
            poke();
        } finally {
            lock.unlock();
        }
    }

    /** Puts what is due in the line, and returns what is in flight for too long. */
    private List<ScrapeAttempt> takeDue(long now) {
        lock.lock();
        try {
            if (closed) {
                return List.of();
            }
            for (ScrapeLoop loop = queue.peek(); loop != null && loop.dueAt() <= now; loop = queue.peek()) {
                queue.remove();
                ScrapeLoop.Due due = loop.take(now);
                queue.add(loop);
                missedSlots += due.missed();
                takeTurn(loop, due.lane());
            }
            return inFlight.stream()
                    .takeWhile(attempt -> attempt.askedAt() + longestAttempt <= now)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private void takeTurn(ScrapeLoop loop, Lane lane) {
        ScrapeAttempt older =
                waiting.get(loop); // Its lane is not in flight, so the newer one takes its place for sure.
        if (older == null) {
            putInLine(loop, lane);
        } else {
            scraper.skip(older, SkipReason.BULKHEAD_FULL);
            putInLine(loop, older.lane() == Lane.FULL ? Lane.FULL : lane);
        }
    }

    private void putInLine(ScrapeLoop loop, Lane lane) {
        ScrapeAttempt attempt = new ScrapeAttempt(loop, lane);
        scraper.open(attempt);
        if (!loop.inFlight().contains(lane)) {
            waiting.put(loop, attempt);
            return;
        }
        scraper.skip(attempt, SkipReason.STILL_IN_FLIGHT);
        if (lane == Lane.FULL) {
            putInLine(loop, Lane.FAST); // The full answer was to stand in for it.
        }
    }

    private Optional<ScrapeAttempt> takePermitted() {
        lock.lock();
        try {
            Iterator<ScrapeAttempt> line = waiting.values().iterator();
            while (line.hasNext() && guard.tryEnter()) {
                ScrapeAttempt attempt = line.next();
                line.remove();
                if (attempt.loop().breaker().tryAcquirePermission()) {
                    attempt.askedAt(clock.now());
                    inFlight.add(attempt);
                    attempt.loop().inFlight().add(attempt.lane());
                    return Optional.of(attempt);
                }
                guard.leave();
                scraper.skip(attempt, SkipReason.BREAKER_OPEN);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void start(ScrapeAttempt attempt) {
        var unused = scraper.ask(attempt)
                .whenComplete((answer, error) -> finish(
                        attempt, error == null ? scraper.answered(attempt, answer) : scraper.failed(attempt, error)));
    }

    /** Gives back what an attempt held, if it was this call that ended it. */
    private void finish(ScrapeAttempt attempt, Optional<ScrapeResult> ending) {
        if (ending.isEmpty()) {
            return;
        }
        ScrapeLoop loop = attempt.loop();
        ScrapeGuard.report(loop.breaker(), ending.get());
        lock.lock();
        try {
            inFlight.remove(attempt);
            loop.inFlight().remove(attempt.lane());
            guard.leave();
            firstRound.remove(loop.target().node());
            if (!waiting.isEmpty()) {
                poke();
            }
        } finally {
            lock.unlock();
        }
    }

    private long nextDue() {
        long next = queue.isEmpty() ? Long.MAX_VALUE : queue.peek().dueAt();
        for (ScrapeAttempt eldest : inFlight) {
            return Math.min(next, eldest.askedAt() + longestAttempt);
        }
        return next;
    }

    private void poke() {
        poked = true;
        changed.signalAll();
    }

    /** A loop that was taken out, with the attempts that it had. */
    private record Retired(ScrapeLoop loop, List<ScrapeAttempt> waiting, List<ScrapeAttempt> inFlight) {}
}
