package io.kubestats.apiserver;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One question to the API server.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}
 * @param pathAndQuery from the first slash on, escaped as in a URL
 * @param accept the types of content that the answer may have
 * @param contentType of the body; empty if there is none
 * @param deadline of the whole answer, or of each pause of one that is read as it comes
 */
public record ApiServerRequest(
        String method, String pathAndQuery, String accept, String contentType, String body, Duration deadline) {
    private static final String JSON = "application/json";

    public ApiServerRequest {
        requireNonNull(method, "method");
        requireNonNull(pathAndQuery, "pathAndQuery");
        requireNonNull(accept, "accept");
        requireNonNull(contentType, "contentType");
        requireNonNull(body, "body");
        requireNonNull(deadline, "deadline");
    }

    /** Asks for what is there. */
    public static ApiServerRequest get(String pathAndQuery, Duration deadline) {
        return new ApiServerRequest("GET", pathAndQuery, JSON, "", "", deadline);
    }

    /** Sends JSON. */
    public static ApiServerRequest json(String method, String pathAndQuery, String body, Duration deadline) {
        return new ApiServerRequest(method, pathAndQuery, JSON, JSON, body, deadline);
    }

    /** The same question, for an answer in another form. */
    public ApiServerRequest accepting(String types) {
        return new ApiServerRequest(method, pathAndQuery, types, contentType, body, deadline);
    }
}
