package io.kubestats.kubelet;

import io.kubestats.kubelet.KubeletException.Reason;
import java.io.IOException;

/** The answer is not JSON, not the JSON that was asked for, or larger than any node's. */
final class MalformedAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String what;
    private final int at;

    /** {@code at} is the offset of the byte where that shows. */
    MalformedAnswerException(String what, int at) {
        this(Reason.PARSE, what, at);
    }

    MalformedAnswerException(Reason reason, String what, int at) {
        super(what);
        this.reason = reason;
        this.what = what;
        this.at = at;
    }

    Reason reason() {
        return reason;
    }

    String what() {
        return what;
    }

    int at() {
        return at;
    }
}
