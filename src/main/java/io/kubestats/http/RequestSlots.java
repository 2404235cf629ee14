package io.kubestats.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Admission of requests: at most {@code --max-requests-inflight} at once. Strangers, that is callers that have not
 * authenticated, share a part of these slots, and one address of strangers gets a part of that part; so the front
 * proxy, whose address is the same for all of its users, is not limited as a stranger. Requests to health endpoints
 * take no slot: they are answered at once or not at all. Thread-safe.
 */
final class RequestSlots {
    private static final int LEAST_SHARE = 16;

    private final int max;
    private final int maxStrangers;
    private final int maxOfAddress;
    private final ReentrantLock lock = new ReentrantLock(); // Guards all fields below.
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

    /** Requests a slot for a known caller or a stranger. */
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

    /** Registers a request to a health endpoint, which takes no slot. */
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

    /** Notes that the caller of a request in a stranger's slot has authenticated. */
    void recognise(InetAddress address) {
        lock.lock();
        try {
            giveBackShare(address);
        } finally {
            lock.unlock();
        }
    }

    /** Releases {@code place}. */
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

    /** Rejects all later requests and waits for those in flight; returns false if some outlasted {@code grace}. */
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

    /** Outcome of a slot request. */
    enum Place {
        KNOWN,
        STRANGER,
        HEALTH,
        BUSY,
        DRAINING
    }
}
