package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One target's schedule and health. The schedule belongs to {@link ScrapeScheduler} and is guarded by its lock; health
 * is changed under the loop's own lock, which is taken after the agenda's if both are, and read without.
 */
final class ScrapeLoop {
    private final KubeletTarget target;
    private final Map<Lane, TargetBreaker> breakers = new EnumMap<>(Lane.class);
    private final Lock lock = new ReentrantLock();
    private final Set<Lane> inFlight = EnumSet.noneOf(Lane.class);
    private final ScrapeSchedule.Place place;
    private long dueAt;
    private boolean askedFirst;
    private volatile TargetHealth health;

    /** A loop that is first due at {@code firstAt}, steady time. */
    ScrapeLoop(
            KubeletTarget target,
            Function<Lane, TargetBreaker> breakers,
            ScrapeSchedule.Place place,
            long firstAt,
            TargetHealth health) {
        this.target = requireNonNull(target, "target");
        for (Lane lane : Lane.values()) {
            this.breakers.put(lane, breakers.apply(lane));
        }
        this.place = requireNonNull(place, "place");
        this.dueAt = firstAt;
        this.health = requireNonNull(health, "health");
    }

    KubeletTarget target() {
        return target;
    }

    TargetBreaker breaker(Lane lane) {
        return requireNonNull(breakers.get(lane));
    }

    /** Leaves the target alone in every lane. */
    void letRest() {
        breakers.values().forEach(TargetBreaker::letRest);
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
        Map<Lane, LaneStatus> lanes = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            LaneHealth of = now.lane(lane);
            lanes.put(
                    lane,
                    new LaneStatus(
                            of.tried(),
                            of.failuresInARow(),
                            of.lastFailure(),
                            breaker(lane).state()));
        }
        return new TargetStatus(target, now.lastSuccess(), now.lastElapsed(), now.hasNothing(), lanes);
    }

    /**
     * What came due.
     *
     * @param missed slots that passed without being served, before this one
     */
    record Due(Lane lane, long missed) {}
}
