package io.kubestats.cluster.selector;

/** A selector that cannot be understood. The message is meant for the caller and reads as Kubernetes' own does. */
public final class SelectorSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    SelectorSyntaxException(String message) {
        super(message, null, false, false);
        this.reason = message;
    }

    /** What is wrong: the same text as the message. */
    public String reason() {
        return reason;
    }
}
