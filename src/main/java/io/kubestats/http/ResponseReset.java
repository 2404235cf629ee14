package io.kubestats.http;

import jakarta.servlet.http.HttpServletResponse;

/** What was written of an answer while nothing of it has gone out. */
public final class ResponseReset {
    private ResponseReset() {}

    /**
     * Makes room for another answer; headers other than the body's encoding stay.
     *
     * @throws IllegalStateException if a part of the answer has gone out
     */
    public static void forget(HttpServletResponse response) {
        response.resetBuffer();
        response.setHeader("Content-Encoding", null);
    }
}
