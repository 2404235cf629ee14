package io.kubestats.kubelet.answer;

import io.kubestats.kubelet.answer.KubeletException.Reason;
import java.io.IOException;

/** Thrown when a response is not JSON, is not the expected JSON, or exceeds the limits of a node. */
public final class MalformedAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String what;
    private final int at;

    /**
     * Creates the exception for a response that cannot be parsed.
     *
     * @param at the byte offset of the problem
     */
    public MalformedAnswerException(String what, int at) {
        this(Reason.PARSE, what, at);
    }

    public MalformedAnswerException(Reason reason, String what, int at) {
        super(what);
        this.reason = reason;
        this.what = what;
        this.at = at;
    }

    public Reason reason() {
        return reason;
    }

    public String what() {
        return what;
    }

    public int at() {
        return at;
    }
}
