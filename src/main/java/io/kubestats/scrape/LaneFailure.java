package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;

/**
 * The failure of the last attempt in a lane.
 *
 * @param text readable description: one line of bounded length
 */
public record LaneFailure(Reason reason, String text) {
    public LaneFailure {
        requireNonNull(reason, "reason");
        requireNonNull(text, "text");
    }

    static LaneFailure of(KubeletException cause) {
        return new LaneFailure(cause.reason(), FailureText.of(cause));
    }
}
