package io.kubestats.security;

import java.util.HashMap;
import java.util.Map;

/**
 * A limiter of the reviews in flight at the API server, in total and per caller. The last permits are reserved for
 * callers with no review in flight, so that a few callers with many reviews leave room for the others. Not thread-safe.
 */
final class ReviewPermits {
    private final int most;
    private final int mostOfACaller;
    private final int reserved;
    private final Map<String, Integer> inFlight = new HashMap<>();
    private int total;

    ReviewPermits(int most, int mostOfACaller, int reserved) {
        this.most = most;
        this.mostOfACaller = mostOfACaller;
        this.reserved = reserved;
    }

    /** Takes a permit; returns false if this caller has no free one. */
    boolean tryAcquire(String caller) {
        int own = inFlight.getOrDefault(caller, 0);
        if (own >= mostOfACaller || total >= (own == 0 ? most : most - reserved)) {
            return false;
        }
        inFlight.put(caller, own + 1);
        total++;
        return true;
    }

    /** Returns a permit that {@code caller} took. */
    void release(String caller) {
        inFlight.computeIfPresent(caller, (name, own) -> own == 1 ? null : own - 1);
        total--;
    }
}
