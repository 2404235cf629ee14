package io.kubestats.apiserver;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * No answer came from the API server. The message says what happened, where, and what to do, in one line for a person.
 */
public final class ApiServerException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** A question that came to nothing for {@code reason}; {@code message} is for a person. */
    public ApiServerException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    /** Why no answer came. */
    public Reason reason() {
        return reason;
    }

    /** The classes of failure. */
    public enum Reason {
        /** The deadline passed before a connection stood: packets are dropped on the way. */
        CONNECT_TIMEOUT,
        /** No connection: refused, no route, unknown host. */
        CONNECT,
        /** The certificate was refused, or the handshake failed. */
        TLS,
        /** A connection stood, but the answer did not come within the deadline. */
        TIMEOUT,
        /** The connection broke, or what came was no HTTP. */
        BROKEN,
        /** Where the API server is, or who we are, could not be read from files. */
        CREDENTIALS
    }
}
