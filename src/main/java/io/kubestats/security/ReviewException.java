package io.kubestats.security;

/** The API server did not say whether a caller is known or allowed; the message says why, for the log. */
final class ReviewException extends Exception {
    private static final long serialVersionUID = 1;

    ReviewException(String message) {
        super(message);
    }
}
