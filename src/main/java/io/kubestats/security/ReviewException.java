package io.kubestats.security;

/** The failure of the API server to decide on a review. The message has the reason, for the log. */
final class ReviewException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean busy;

    ReviewException(String message) {
        this(message, false);
    }

    private ReviewException(String message, boolean busy) {
        super(message);
        this.busy = busy;
    }

    /** Returns the failure of a review that was not sent because too many are in flight. */
    static ReviewException tooMany() {
        return new ReviewException("too many reviews are in flight for this caller, or in total", true);
    }

    /** Returns whether another attempt in a second may succeed. */
    boolean isBusy() {
        return busy;
    }
}
