package io.kubestats.apiserver;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One question to the API server.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}
 * @param pathAndQuery from the first slash on, escaped as in a URL
 * @param contentType of the body; empty if there is none
 * @param deadline of the whole answer, or of each pause of one that is read as it comes
 */
public record ApiRequest(String method, String pathAndQuery, String contentType, String body, Duration deadline) {
    public ApiRequest {
        requireNonNull(method, "method");
        requireNonNull(pathAndQuery, "pathAndQuery");
        requireNonNull(contentType, "contentType");
        requireNonNull(body, "body");
        requireNonNull(deadline, "deadline");
    }

    /** Asks for what is there. */
    public static ApiRequest get(String pathAndQuery, Duration deadline) {
        return new ApiRequest("GET", pathAndQuery, "", "", deadline);
    }

    /** Sends JSON. */
    public static ApiRequest json(String method, String pathAndQuery, String body, Duration deadline) {
        return new ApiRequest(method, pathAndQuery, "application/json", body, deadline);
    }
}
