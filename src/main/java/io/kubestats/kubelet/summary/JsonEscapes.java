package io.kubestats.kubelet.summary;

/** Decoder for the escape sequences of JSON strings. */
final class JsonEscapes {
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;

    private JsonEscapes() {}

    /**
     * Returns the text with all escape sequences decoded.
     *
     * @throws IllegalArgumentException if an escape sequence is invalid
     */
    static String resolve(String escaped) {
        int at = escaped.indexOf('\\');
        if (at < 0) {
            return escaped;
        }
        StringBuilder text = new StringBuilder(escaped.length());
        int from = 0;
        for (; at >= 0; at = escaped.indexOf('\\', from)) {
            text.append(escaped, from, at);
            if (escaped.charAt(at + 1) == 'u') {
                from = at + 2 + HEX_DIGITS;
                text.append(unicode(escaped, at + 2, from));
            } else {
                text.append(simple(escaped.charAt(at + 1)));
                from = at + 2;
            }
        }
        return text.append(escaped, from, escaped.length()).toString();
    }

    private static char unicode(String escaped, int from, int to) {
        if (to > escaped.length() || Character.digit(escaped.charAt(from), HEX) < 0) {
            throw new IllegalArgumentException("an escape is cut off");
        }
        return (char) Integer.parseInt(escaped, from, to, HEX);
    }

    private static char simple(char escape) {
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new IllegalArgumentException("no escape: " + escape);
        };
    }
}
