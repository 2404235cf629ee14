package io.kubestats.kubelet.answer;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an attempt fails. The one-line message gives problem, place and remedy, and needs no stack trace.
 */
public final class KubeletException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Creates the failure of an attempt with a message for operators. */
    public KubeletException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    /** Returns the reason why the attempt failed. */
    public Reason reason() {
        return reason;
    }

    /** The classes of failure, which self-metrics count separately. */
    public enum Reason {
        /** The deadline of the whole attempt has passed. */
        TIMEOUT("timeout"),
        /** No connection: refused, unreachable, unknown host, closed early. */
        CONNECT("connect"),
        /** The kubelet's certificate was refused, or the handshake failed. */
        TLS("tls"),
        /** 401: the kubelet could not authenticate us. */
        UNAUTHORIZED("unauthorized"),
        /** 403: the kubelet authenticated us but denied access. */
        FORBIDDEN("forbidden"),
        /** Any other status except 200. */
        HTTP_ERROR("http_error"),
        /** The kubelet has neither the Summary nor the resource metrics. */
        UNSUPPORTED("unsupported"),
        /** An unusable response: wrong media type or encoding, malformed, truncated, or out of range. */
        PARSE("parse"),
        /** The Summary states the name of another node: the address now belongs to another kubelet. */
        WRONG_NODE("wrong_node"),
        /** The body was larger than the limit. */
        TOO_LARGE("too_large"),
        /** The attempt was cancelled by us. */
        CANCELLED("cancelled");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** Returns the name of the reason in metrics and logs. */
        public String label() {
            return label;
        }
    }
}
