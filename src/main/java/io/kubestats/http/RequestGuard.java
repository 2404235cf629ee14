package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Guard that admits or refuses a request before any route sees it. It runs on the request's own thread and may block
 * there for a bounded time. Thread-safe.
 */
public interface RequestGuard {
    /** Returns the response that refuses the request, or empty to admit it. An exception refuses it with 500. */
    Optional<Refusal> check(GuardedRequest request);

    /**
     * Checks a request, and runs {@code recognised} as soon as its caller has authenticated, before authorization is
     * checked. If everybody may send such requests without authentication, the caller counts as authenticated.
     */
    default Optional<Refusal> check(GuardedRequest request, Runnable recognised) {
        Optional<Refusal> refusal = check(request);
        if (refusal.isEmpty()) {
            recognised.run();
        }
        return refusal;
    }

    /** Returns whether {@code path} needs no caller; without a caller it is judged without blocking. */
    default boolean isOpen(String path) {
        return true;
    }

    /**
     * A response without data.
     *
     * @param headers the headers beside the content type, as alternating names and values
     */
    record Refusal(int status, String contentType, String body, List<String> headers) {
        public Refusal {
            requireNonNull(contentType, "contentType");
            requireNonNull(body, "body");
            headers = List.copyOf(headers);
        }
    }
}
