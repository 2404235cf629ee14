package io.kubestats.kubelet.answer;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An attempt came to nothing. The message says what happened, where, and what to do, in one line without a stack
 * trace's help.
 */
public final class KubeletException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** An attempt that ended for {@code reason}; {@code message} is for a person. */
    public KubeletException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    /** Why the attempt came to nothing. */
    public Reason reason() {
        return reason;
    }

    /** The classes of failure, which self-metrics count apart. */
    public enum Reason {
        /** The whole attempt's deadline passed. */
        TIMEOUT("timeout"),
        /** No connection: refused, unreachable, unknown host, closed early. */
        CONNECT("connect"),
        /** The kubelet's certificate was refused, or the handshake failed. */
        TLS("tls"),
        /** 401: the kubelet does not know who we are. */
        UNAUTHORIZED("unauthorized"),
        /** 403: the kubelet knows us and says no. */
        FORBIDDEN("forbidden"),
        /** Any other status than 200. */
        HTTP_ERROR("http_error"),
        /** Neither the Summary nor the resource metrics exist there: a kubelet that measures nothing. */
        UNSUPPORTED("unsupported"),
        /** An answer that is not what was asked for: wrong type or encoding, malformed, cut off, or out of range. */
        PARSE("parse"),
        /** The Summary states another node's name: the address belongs to another kubelet now. */
        WRONG_NODE("wrong_node"),
        /** The body was larger than the limit. */
        TOO_LARGE("too_large"),
        /** We stopped it ourselves. */
        CANCELLED("cancelled");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** The reason's name in metrics and logs. */
        public String label() {
            return label;
        }
    }
}
