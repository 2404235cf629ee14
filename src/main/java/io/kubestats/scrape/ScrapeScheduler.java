package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Scheduler of all loops. It has no thread: its owner calls {@link #runDue} whenever {@link #await} returns. A due time
 * waits in the queue for a permit before its request is sent.
 *
 * <p>One private lock guards every field. It is never held during a call to a client or a sink.
 */
final class ScrapeScheduler {
    /** The number of deadlines after which the scheduler itself ends an attempt. */
    static final int OVERDUE_AFTER_DEADLINES = 2;

    private final ScrapeSchedule schedule;
    private final ScrapeGuard guard;
    private final AttemptRunner scraper;
    private final ScrapeClock clock;
    private final long longestAttempt;

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, ScrapeLoop> loops = new HashMap<>();
    private final PriorityQueue<ScrapeLoop> queue = new PriorityQueue<>(Comparator.comparingLong(ScrapeLoop::dueAt));
    private final AttemptQueue line;
    private final Set<String> firstRound = new HashSet<>();
    private boolean firstRoundBegan;
    private boolean poked;
    private boolean closed;
    private long missedSlots;

    ScrapeScheduler(
            ScrapeSchedule schedule, ScrapeGuard guard, AttemptRunner scraper, ScrapeClock clock, Duration timeout) {
        this.schedule = requireNonNull(schedule, "schedule");
        this.guard = requireNonNull(guard, "guard");
        this.scraper = requireNonNull(scraper, "scraper");
        this.clock = requireNonNull(clock, "clock");
        this.longestAttempt = timeout.multipliedBy(OVERDUE_AFTER_DEADLINES).toNanos();
        this.line = new AttemptQueue(guard, scraper);
    }

    /** Replaces the set of targets. Calls never overlap. */
    void update(List<KubeletTarget> targets) {
        Map<String, KubeletTarget> wanted = new LinkedHashMap<>();
        targets.forEach(target -> wanted.putIfAbsent(target.node(), target));
        scraper.targets(List.copyOf(wanted.values()));
        Map<String, TargetHealth> moved = new HashMap<>();
        takeOutAllBut(wanted).forEach((loop, attempts) -> {
            cancel(attempts);
            String node = loop.target().node();
            if (wanted.containsKey(node)) {
                moved.put(node, loop.health());
            } else {
                scraper.forget(loop);
            }
        });
        add(wanted, moved);
    }

    /** Performs the work that is due, and returns the time at which it began. */
    long runDue() {
        long now = clock.now();
        for (ScrapeAttempt late : takeDue(now)) {
            finish(late, scraper.overdue(late));
        }
        for (Optional<ScrapeAttempt> next = takePermitted(); next.isPresent(); next = takePermitted()) {
            start(next.get());
        }
        return now;
    }

    /** Waits until something may be due, {@code longest} at most, and returns false once closed. */
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
        List<ScrapeAttempt> attempts = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            loops.values().forEach(loop -> attempts.addAll(line.remove(loop)));
            poke();
        } finally {
            lock.unlock();
        }
        cancel(attempts);
    }

    /** Returns all current loops, in no order. */
    List<ScrapeLoop> loops() {
        lock.lock();
        try {
            return List.copyOf(loops.values());
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of targets of the first list that have not been tried. */
    int firstRoundLeft() {
        lock.lock();
        try {
            return firstRound.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of slots that passed unserved because a turn was late by more than a period. */
    long missedSlots() {
        lock.lock();
        try {
            return missedSlots;
        } finally {
            lock.unlock();
        }
    }

    /** Removes the loops of all other targets, and returns them with their attempts in flight. */
    private Map<ScrapeLoop, List<ScrapeAttempt>> takeOutAllBut(Map<String, KubeletTarget> wanted) {
        Map<ScrapeLoop, List<ScrapeAttempt>> out = new LinkedHashMap<>();
        lock.lock();
        try {
            if (closed) {
                return Map.of();
            }
            for (ScrapeLoop loop : List.copyOf(loops.values())) {
                String node = loop.target().node();
                if (!loop.target().equals(wanted.get(node))) {
                    loops.remove(node);
                    queue.remove(loop);
                    firstRound.remove(node);
                    out.put(loop, line.remove(loop));
                }
            }
        } finally {
            lock.unlock();
        }
        return out;
    }

    private void cancel(List<ScrapeAttempt> attempts) {
        for (ScrapeAttempt attempt : attempts) {
            finish(attempt, scraper.abandon(attempt, Reason.CANCELLED, "the target is no longer scraped"));
        }
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
                        lane -> guard.newBreaker(node, lane),
                        schedule.place(node, wanted.size()),
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

    /** Queues the due slots, and returns the attempts that are overdue. */
    private List<ScrapeAttempt> takeDue(long now) {
        lock.lock();
        try {
            if (closed) {
                return List.of();
            }
            for (ScrapeLoop loop = queue.peek(); loop != null && loop.dueAt() <= now; loop = queue.peek()) {
                queue.remove(); // Its due time changes now, which a queue must not see.
                ScrapeLoop.Due due = loop.take(now);
                queue.add(loop);
                missedSlots += due.missed();
                line.add(loop, due.lane());
            }
            return line.inFlight()
                    .takeWhile(attempt -> attempt.sentAt() + longestAttempt <= now)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private Optional<ScrapeAttempt> takePermitted() {
        lock.lock();
        try {
            return line.takePermitted(clock.now());
        } finally {
            lock.unlock();
        }
    }

    private void start(ScrapeAttempt attempt) {
        var unused = scraper.ask(attempt)
                .whenComplete((answer, error) -> finish(
                        attempt, error == null ? scraper.answered(attempt, answer) : scraper.failed(attempt, error)));
    }

    /** Releases the resources of an attempt if this call ended it. */
    private void finish(ScrapeAttempt attempt, Optional<ScrapeResult> ending) {
        if (ending.isEmpty()) {
            return;
        }
        ScrapeLoop loop = attempt.loop();
        loop.breaker(attempt.lane()).report(ending.get());
        if (loop.health().hasNothing()) {
            loop.letRest();
        }
        lock.lock();
        try {
            firstRound.remove(loop.target().node());
            if (line.ended(attempt)) {
                poke();
            }
        } finally {
            lock.unlock();
        }
    }

    private long nextDue() {
        long nextSlot = queue.isEmpty() ? Long.MAX_VALUE : queue.peek().dueAt();
        long nextGivenUp = line.inFlight()
                .findFirst()
                .map(attempt -> attempt.sentAt() + longestAttempt)
                .orElse(Long.MAX_VALUE);
        return Math.min(nextSlot, nextGivenUp);
    }

    private void poke() {
        poked = true;
        changed.signalAll();
    }
}
