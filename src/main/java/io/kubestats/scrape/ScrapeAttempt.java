package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.KubeletAnswer;
import io.kubestats.model.Lane;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One due time of a loop, from its start to its only end. {@code ended} and {@code answer} are guarded by the loop's
 * lock; {@code sentAt} is written before the attempt is shared.
 */
final class ScrapeAttempt {
    private final ScrapeLoop loop;
    private final Lane lane;
    private volatile long sentAt;
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

    /** Returns the steady time of the request. */
    long sentAt() {
        return sentAt;
    }

    void sentAt(long now) {
        sentAt = now;
    }

    /** Claims the end, and returns true to the one caller that may report it. */
    boolean claimEnd() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    /** Remembers the response to cancel, and returns false if the attempt has ended already. */
    boolean awaits(Future<KubeletAnswer> pending) {
        answer = pending;
        return !ended;
    }

    /** Cancels the pending response, which releases its connection. */
    void cancelAnswer() {
        Future<KubeletAnswer> pending = answer;
        if (pending != null) {
            pending.cancel(true);
        }
    }
}
