package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Decides what becomes of a request before any route sees it. Safe for any number of threads; called on the request's
 * own thread, and may wait there within a bound.
 */
public interface RequestGuard {
    /** Empty if the request may go on; else the answer that ends it. An exception ends it too, with 500. */
    Optional<Refusal> check(GuardedRequest request);

    /**
     * Checks a request, and runs {@code recognised} as soon as its caller has proved who it is, before anything is
     * asked about its rights. Who may ask without a proof is as good as recognised, where that is everybody.
     */
    default Optional<Refusal> check(GuardedRequest request, Runnable recognised) {
        Optional<Refusal> refusal = check(request);
        if (refusal.isEmpty()) {
            recognised.run();
        }
        return refusal;
    }

    /** Returns whether {@code path} needs no caller, and is judged without a wait if there is none. */
    default boolean isOpen(String path) {
        return true;
    }

    /**
     * An answer that tells no data.
     *
     * @param headers beside the content type, name and value in turn
     */
    record Refusal(int status, String contentType, String body, List<String> headers) {
        public Refusal {
            requireNonNull(contentType, "contentType");
            requireNonNull(body, "body");
            headers = List.copyOf(headers);
        }
    }
}
