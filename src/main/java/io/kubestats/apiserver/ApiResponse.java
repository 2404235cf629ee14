package io.kubestats.apiserver;

import static java.util.Objects.requireNonNull;

/**
 * A complete response of the API server.
 *
 * @param status HTTP status
 * @param body JSON, unless the status shows that an intermediary answered instead of the API server
 */
public record ApiResponse(int status, String body) {
    public ApiResponse {
        requireNonNull(body, "body");
    }

    /** Returns whether the status is 2xx. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }
}
