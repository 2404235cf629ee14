package io.kubestats.kubelet.answer;

import io.kubestats.kubelet.answer.KubeletException.Reason;
import java.io.IOException;

/** The answer is not JSON, not the JSON that was asked for, or larger than any node's. */
public final class MalformedAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String what;
    private final int at;

    /** {@code at} is the offset of the byte where that shows. */
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
