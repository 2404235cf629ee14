package io.kubestats.kubelet;

import java.io.IOException;

/** The answer is not JSON, or not the JSON that was asked for. */
final class MalformedAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final int at;

    /** {@code at} is the offset of the byte where that shows. */
    MalformedAnswerException(String what, int at) {
        super(what);
        this.what = what;
        this.at = at;
    }

    String what() {
        return what;
    }

    int at() {
        return at;
    }
}
