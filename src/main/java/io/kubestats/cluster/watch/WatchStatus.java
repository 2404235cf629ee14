package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import java.io.IOException;

/** A Status that the API server returns in place of an object, as far as it was read. Not thread-safe. */
final class WatchStatus {
    private long code;
    private String message = "";

    long code() {
        return code;
    }

    /** Returns the message; empty without one. */
    String message() {
        return message;
    }

    void field(String field, ApiValue value) throws IOException {
        switch (field) {
            case "code" -> code = value.number();
            case "message" -> message = value.text();
            default -> value.skip();
        }
    }
}
