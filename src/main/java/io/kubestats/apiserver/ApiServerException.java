package io.kubestats.apiserver;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A failure to get a response from the API server. The one-line message explains to users the cause, the location and
 * the remedy.
 */
public final class ApiServerException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Creates a failure for {@code reason} with a user-readable {@code message}. */
    public ApiServerException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    /** Returns the class of the failure. */
    public Reason reason() {
        return reason;
    }

    /** Classes of failure. */
    public enum Reason {
        /** The deadline passed while connecting: packets are dropped on the way. */
        CONNECT_TIMEOUT,
        /** No connection: refused, no route, or unknown host. */
        CONNECT,
        /** The certificate was rejected, or the handshake failed. */
        TLS,
        /** The connection was established, but no response arrived within the deadline. */
        TIMEOUT,
        /** The connection broke, or the response was not HTTP. */
        BROKEN,
        /** The address or the credentials could not be read from files. */
        CREDENTIALS
    }
}
