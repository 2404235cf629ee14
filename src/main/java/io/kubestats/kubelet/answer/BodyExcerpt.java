package io.kubestats.kubelet.answer;

import java.nio.charset.StandardCharsets;

/** Excerpts of untrusted bodies for messages: one line of printable ASCII. */
public final class BodyExcerpt {
    private BodyExcerpt() {}

    /** Returns at most {@code most} characters of {@code body} from {@code from} on, followed by "…" if cut. */
    public static String of(byte[] body, int from, int end, int most) {
        int start = Math.min(Math.max(from, 0), end);
        int length = Math.min(end - start, most);
        String text = printable(new String(body, start, length, StandardCharsets.ISO_8859_1));
        return end - start > most ? text + "…" : text;
    }

    /** Returns at most {@code most} characters of {@code text}, followed by "…" if cut. */
    public static String of(String text, int most) {
        return text.length() > most ? printable(text.substring(0, most)) + "…" : printable(text);
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                gap = out.length() > 0;
                continue;
            }
            if (gap) {
                out.append(' ');
                gap = false;
            }
            out.append(c > ' ' && c < 0x7f ? c : '.');
        }
        return out.toString();
    }
}
