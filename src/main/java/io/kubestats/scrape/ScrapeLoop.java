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
 * The schedule and health of one target. The schedule is guarded by the lock of {@link ScrapeScheduler}. Health is
 * written under the loop's own lock, which is taken after the scheduler's if both are, and read without a lock.
 */
final class ScrapeLoop {
    private final KubeletTarget target;
    private final Map<Lane, TargetBreaker> breakers = new EnumMap<>(Lane.class);
    private final Lock lock = new ReentrantLock();
    private final Set<Lane> inFlight = EnumSet.noneOf(Lane.class);
    private final ScrapeSchedule.Place place;
    private long dueAt;
    private boolean sentFirst;
    private volatile TargetHealth health;

    /** Creates a loop that is first due at {@code firstAt}, steady time. */
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

    /** Opens the breakers of all lanes. */
    void letRest() {
        breakers.values().forEach(TargetBreaker::letRest);
    }

    /** Returns the lock that serialises the ends of this target's attempts, and their effects. */
    Lock lock() {
        return lock;
    }

    /** Returns the lanes that have an attempt in flight. */
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
     * Takes the due slot and moves on to the next one. Slots that passed meanwhile are served by the same response.
     *
     * @param now steady time, not before {@link #dueAt()}
     */
    Due take(long now) {
        if (!sentFirst) {
            sentFirst = true;
            dueAt = place.firstSlot(now);
            return new Due(Lane.FULL, 0);
        }
        long slot = place.slotUpTo(now);
        Lane lane = place.lane(dueAt - place.fastPeriod(), slot);
        long missed = (slot - dueAt) / place.fastPeriod();
        dueAt = slot + place.fastPeriod();
        return new Due(lane, missed);
    }

    /** Returns the target's status. */
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
     * A due slot.
     *
     * @param missed slots before this one that passed unserved
     */
    record Due(Lane lane, long missed) {}
}
