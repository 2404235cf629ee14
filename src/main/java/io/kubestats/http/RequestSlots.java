package io.kubestats.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Admission of requests: at most {@code --max-requests-inflight} at once. Strangers, that is callers that have not
 * proved who they are, get a part of these places, and one address of strangers a part of that part; so the front
 * proxy, whose address is the same for all of its users, is not limited as a stranger is. Requests to health endpoints
 * take no place: they are answered at once or not at all. Thread-safe.
 */
final class RequestSlots {
    private static final int LEAST_SHARE = 16;

    private final int max;
    private final int maxStrangers;
    private final int maxOfAddress;
    private final ReentrantLock lock = new ReentrantLock(); // Guards all that follows.
    private final Condition idle = lock.newCondition();
    private final Map<InetAddress, Integer> strangersOfAddress = new HashMap<>();
    private int strangers;
    private int ordinary;
    private int inFlight;
    private boolean draining;

    RequestSlots(int max) {
        this.max = max;
        this.maxStrangers = Math.max(LEAST_SHARE, max / 2);
        this.maxOfAddress = Math.max(LEAST_SHARE, max / 4);
    }

    /** Asks for a place for a request of a known caller or a stranger. */
    Place enter(InetAddress address, boolean stranger) {
        lock.lock();
        try {
            if (draining) {
                return Place.DRAINING;
            }
            if (ordinary >= max || (stranger && !hasRoomForStranger(address))) {
                return Place.BUSY;
            }
            ordinary++;
            inFlight++;
            if (stranger) {
                strangers++;
                strangersOfAddress.merge(address, 1, Integer::sum);
            }
            return stranger ? Place.STRANGER : Place.KNOWN;
        } finally {
            lock.unlock();
        }
    }

    /** Notes a request to a health endpoint, which takes no place. */
    Place enterHealth() {
        lock.lock();
        try {
            if (draining) {
                return Place.DRAINING;
            }
            inFlight++;
            return Place.HEALTH;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the caller of a request with the place of a stranger has proved who it is. */
    void recognise(InetAddress address) {
        lock.lock();
        try {
            giveBackShare(address);
        } finally {
            lock.unlock();
        }
    }

    /** Gives {@code place} back. */
    void leave(InetAddress address, Place place) {
        lock.lock();
        try {
            inFlight--;
            if (place != Place.HEALTH) {
                ordinary--;
            }
            if (place == Place.STRANGER) {
                giveBackShare(address);
            }
            if (inFlight == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Turns every later request away, and waits for those in flight; false if some outlasted {@code grace}. */
    boolean drain(Duration grace) throws InterruptedException {
        lock.lock();
        try {
            draining = true;
            long left = grace.toNanos();
            while (inFlight > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return inFlight == 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomForStranger(InetAddress address) {
        return strangers < maxStrangers && strangersOfAddress.getOrDefault(address, 0) < maxOfAddress;
    }

    private void giveBackShare(InetAddress address) {
        strangers--;
        strangersOfAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    /** The outcome of asking for a place. */
    enum Place {
        KNOWN,
        STRANGER,
        HEALTH,
        BUSY,
        DRAINING
    }
}
