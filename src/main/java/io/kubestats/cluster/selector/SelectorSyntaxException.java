package io.kubestats.cluster.selector;

/** A syntax error in a selector. The message is meant for the client and has the same wording as in Kubernetes. */
public final class SelectorSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    SelectorSyntaxException(String message) {
        super(message, null, false, false);
        this.reason = message;
    }

    /** Returns the reason, which is the same text as the message. */
    public String reason() {
        return reason;
    }
}
