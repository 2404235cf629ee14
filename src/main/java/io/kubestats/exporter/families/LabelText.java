package io.kubestats.exporter.families;

import io.kubestats.http.BodyWriter;
import java.io.IOException;

/** Escaper for label values, valid in both text formats. */
public final class LabelText {
    private LabelText() {}

    /**
     * Returns whether {@code value} needs no escaping and is one byte per character, as every valid Kubernetes name is.
     */
    static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    public static void write(String value, BodyWriter out) throws IOException {
        out.utf8(escaped(value));
    }

    static String escaped(String value) {
        if (isPlain(value)) {
            return value;
        }
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
