package io.kubestats.apiserver;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A request to the API server.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}
 * @param pathAndQuery path and query from the first slash on, URL-escaped
 * @param accept acceptable media types of the response
 * @param contentType media type of the body; empty without a body
 * @param deadline deadline of the whole response, or of each pause of a streamed response
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

    /** Returns a GET request. */
    public static ApiServerRequest get(String pathAndQuery, Duration deadline) {
        return new ApiServerRequest("GET", pathAndQuery, JSON, "", "", deadline);
    }

    /** Returns a request with a JSON body. */
    public static ApiServerRequest json(String method, String pathAndQuery, String body, Duration deadline) {
        return new ApiServerRequest(method, pathAndQuery, JSON, JSON, body, deadline);
    }

    /** Returns this request with other acceptable media types. */
    public ApiServerRequest accepting(String types) {
        return new ApiServerRequest(method, pathAndQuery, types, contentType, body, deadline);
    }
}
