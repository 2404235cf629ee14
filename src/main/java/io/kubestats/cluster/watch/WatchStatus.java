package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import java.io.IOException;

/** A Status that the API server gives in an object's stead, as far as it was read. For one thread. */
final class WatchStatus {
    private long code;
    private String message = "";

    long code() {
        return code;
    }

    /** Empty if none was told. */
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
