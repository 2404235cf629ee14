package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.KubeletAnswer;
import io.kubestats.model.Lane;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One due time of a loop on its way to its one end. {@code ended} and {@code answer} are guarded by the loop's lock;
 * {@code askedAt} is written before the attempt is shared.
 */
final class ScrapeAttempt {
    private final ScrapeLoop loop;
    private final Lane lane;
    private volatile long askedAt;
    private boolean ended;
    private @Nullable Future<KubeletAnswer> answer;

    ScrapeAttempt(ScrapeLoop loop, Lane lane) {
        this.loop = requireNonNull(loop, "loop");
        this.lane = requireNonNull(lane, "lane");
    }

    ScrapeLoop loop() {
        return loop;
    }

    Lane lane() {
        return lane;
    }

    /** Steady time at which the kubelet was asked. */
    long askedAt() {
        return askedAt;
    }

    void askedAt(long now) {
        askedAt = now;
    }

    /** Claims the end: true for the one caller that may tell of it. */
    boolean claimEnd() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    /** Remembers what to cancel; false if the attempt has ended already. */
    boolean awaits(Future<KubeletAnswer> pending) {
        answer = pending;
        return !ended;
    }

    /** Frees the connection of an answer that nobody wants any more. */
    void cancelAnswer() {
        Future<KubeletAnswer> pending = answer;
        if (pending != null) {
            pending.cancel(true);
        }
    }
}
