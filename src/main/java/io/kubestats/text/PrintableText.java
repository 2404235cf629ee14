package io.kubestats.text;

/**
 * Escaping of untrusted text, such as a path, a header or the name in a certificate, for log lines and messages. The
 * result is one line of printable ASCII without control characters, terminal escapes, line separators, direction
 * overrides or look-alike letters, and cannot close quotes. Thread-safe.
 */
public final class PrintableText {
    /** The usual length limit of a value in a log line. */
    public static final int LOG_CHARS = 200;

    private static final String CUT = "...";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private PrintableText() {}

    /** Returns {@code text} escaped for a log line, at most {@link #LOG_CHARS} characters. */
    public static String escape(String text) {
        return escape(text, LOG_CHARS);
    }

    /**
     * Returns {@code text} escaped, at most {@code maxChars} characters. Text beyond the limit is replaced by
     * {@code ...}; an escape sequence is never cut. Quotes and backslashes are escaped, so that the result can be
     * quoted. The cost depends on {@code maxChars}, not on the length of the text.
     */
    public static String escape(String text, int maxChars) {
        return escape(text, maxChars, true);
    }

    /**
     * Returns a whole message or log line with untrusted parts as one line of printable ASCII, at most {@code maxChars}
     * characters. Unlike {@link #escape(String, int)}, it keeps quotes and backslashes, since a message has quotes of
     * its own.
     */
    public static String oneLine(String text, int maxChars) {
        return escape(text, maxChars, false);
    }

    private static String escape(String text, int maxChars, boolean quotes) {
        if (maxChars < CUT.length()) {
            throw new IllegalArgumentException("no room for " + CUT + ": " + maxChars);
        }
        if (text.length() <= maxChars && isPlain(text, quotes)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(Math.min(maxChars, 2 * text.length()) + 8);
        int roomForCut = 0; // Length of the longest prefix that leaves room for CUT.
        for (int i = 0; i < text.length(); i++) {
            append(escaped, text.charAt(i), quotes);
            if (escaped.length() > maxChars) {
                escaped.setLength(roomForCut);
                return escaped.append(CUT).toString();
            }
            if (escaped.length() <= maxChars - CUT.length()) {
                roomForCut = escaped.length();
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(String text, boolean quotes) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i), quotes)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c, boolean quotes) {
        return c >= ' ' && c <= '~' && !(quotes && (c == '"' || c == '\\'));
    }

    private static void append(StringBuilder escaped, char c, boolean quotes) {
        if (isPlain(c, quotes)) {
            escaped.append(c);
            return;
        }
        switch (c) {
            case '"', '\\' -> escaped.append('\\').append(c);
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            default -> {
                escaped.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    escaped.append(HEX[c >> shift & 0xf]);
                }
            }
        }
    }
}
