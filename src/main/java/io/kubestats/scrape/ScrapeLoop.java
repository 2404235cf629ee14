package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One target's schedule and health. The schedule belongs to {@link ScrapeAgenda} and is guarded by its lock; health is
 * changed under the loop's own lock, which is taken after the agenda's if both are, and read without.
 */
final class ScrapeLoop {
    private final KubeletTarget target;
    private final TargetBreaker breaker;
    private final Lock lock = new ReentrantLock();
    private final Set<Lane> inFlight = EnumSet.noneOf(Lane.class);
    private final ScrapeSchedule.Place place;
    private long dueAt;
    private boolean askedFirst;
    private volatile TargetHealth health;

    /** A loop that is first due at {@code firstAt}, steady time. */
    ScrapeLoop(
            KubeletTarget target,
            TargetBreaker breaker,
            ScrapeSchedule.Place place,
            long firstAt,
            TargetHealth health) {
        this.target = requireNonNull(target, "target");
        this.breaker = requireNonNull(breaker, "breaker");
        this.place = requireNonNull(place, "place");
        this.dueAt = firstAt;
        this.health = requireNonNull(health, "health");
    }

    KubeletTarget target() {
        return target;
    }

    TargetBreaker breaker() {
        return breaker;
    }

    /** Serialises the ends of this target's attempts, and what follows from them. */
    Lock lock() {
        return lock;
    }

    /** Lanes that an attempt is in flight in. */
    Set<Lane> inFlight() {
        return inFlight;
    }

    long dueAt() {
        return dueAt;
    }

    TargetHealth health() {
        return health;
    }

    void becomes(TargetHealth newHealth) {
        health = newHealth;
    }

    /**
     * Takes what is due now and moves on to the next slot. Slots that passed meanwhile are served by the one answer.
     *
     * @param now steady time, not before {@link #dueAt()}
     */
    Due take(long now) {
        if (!askedFirst) {
            askedFirst = true;
            dueAt = place.firstSlot(now);
            return new Due(Lane.FULL, 0);
        }
        long slot = place.slotUpTo(now);
        Lane lane = place.lane(dueAt - place.fastPeriod(), slot);
        long missed = (slot - dueAt) / place.fastPeriod();
        dueAt = slot + place.fastPeriod();
        return new Due(lane, missed);
    }

    /** How the target is doing, for readers. */
    TargetStatus status() {
        TargetHealth now = health;
        return new TargetStatus(
                target,
                now.lastSuccess(),
                now.lastElapsed(),
                now.failuresInARow(),
                now.lastFailure(),
                now.hasNothing(),
                breaker.state());
    }

    /**
     * What came due.
     *
     * @param missed slots that passed without being served, before this one
     */
    record Due(Lane lane, long missed) {}
}
