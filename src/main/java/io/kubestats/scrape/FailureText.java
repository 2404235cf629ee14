package io.kubestats.scrape;

import io.kubestats.kubelet.answer.KubeletException;

/** The description of a failure: one line of bounded length. */
final class FailureText {
    /** The most characters of one message. */
    static final int LONGEST = 400;

    private FailureText() {}

    /** Returns the message of {@code cause} on one line, or its reason if it has none. */
    static String of(KubeletException cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.reason().label() : oneLine(message);
    }

    private static String oneLine(String message) {
        int end = Math.min(message.length(), LONGEST);
        StringBuilder line = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = message.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return line.toString().strip();
    }
}
