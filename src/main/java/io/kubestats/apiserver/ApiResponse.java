package io.kubestats.apiserver;

import static java.util.Objects.requireNonNull;

/**
 * The API server's whole answer.
 *
 * @param status of HTTP
 * @param body JSON, unless the status says that something between us and the API server answered
 */
public record ApiResponse(int status, String body) {
    public ApiResponse {
        requireNonNull(body, "body");
    }

    /** Whether the status is in the 200s. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }
}
