package io.kubestats.http;

import jakarta.servlet.http.HttpServletResponse;

/** Reset of a response that has not been committed. */
public final class ResponseReset {
    private ResponseReset() {}

    /**
     * Discards the buffered body, to make room for another; headers other than the body's encoding are kept.
     *
     * @throws IllegalStateException if a part of the response has been sent
     */
    public static void forget(HttpServletResponse response) {
        response.resetBuffer();
        response.setHeader("Content-Encoding", null);
    }
}
