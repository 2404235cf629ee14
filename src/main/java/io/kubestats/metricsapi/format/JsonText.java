package io.kubestats.metricsapi.format;

import io.kubestats.http.BodyWriter;
import java.io.IOException;

/** Encoder of JSON strings with the rules of Go's encoder, which also escapes characters that are special in HTML. */
public final class JsonText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = ' '; c < PLAIN.length; c++) {
            PLAIN[c] = c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
        }
    }

    private JsonText() {}

    /** Writes {@code text} in quotes. */
    public static void write(BodyWriter out, String text) throws IOException {
        out.write('"');
        if (isPlain(text)) {
            out.ascii(text);
        } else {
            out.utf8(escape(text));
        }
        out.write('"');
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                return false;
            }
        }
        return true;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> escaped.append('\\').append(c);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\b' -> escaped.append("\\b");
                case '\f' -> escaped.append("\\f");
                default -> {
                    if (c < PLAIN.length ? PLAIN[c] || c == 0x7f : !isAwkward(text, i)) {
                        escaped.append(c);
                    } else {
                        unicode(escaped, isLoneSurrogate(text, i) ? '\ufffd' : c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** Returns whether the character is a line end of JavaScript, or not valid text. */
    private static boolean isAwkward(String text, int i) {
        char c = text.charAt(i);
        return c == '\u2028' || c == '\u2029' || isLoneSurrogate(text, i);
    }

    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static void unicode(StringBuilder escaped, char c) {
        escaped.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            escaped.append(HEX[(c >> shift) & 0xf]);
        }
    }
}
