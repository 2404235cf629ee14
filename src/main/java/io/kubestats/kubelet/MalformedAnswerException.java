package io.kubestats.kubelet;

import com.fasterxml.jackson.core.JsonLocation;
import java.io.IOException;

/** The answer is JSON, but not the JSON that was asked for. */
final class MalformedAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final transient JsonLocation location;

    MalformedAnswerException(String what, JsonLocation location) {
        super(what);
        this.what = what;
        this.location = location;
    }

    String what() {
        return what;
    }

    JsonLocation location() {
        return location;
    }
}
