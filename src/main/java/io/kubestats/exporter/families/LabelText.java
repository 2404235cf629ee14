package io.kubestats.exporter.families;

import io.kubestats.http.BodyWriter;
import java.io.IOException;

/** Label values as both text formats want them. */
public final class LabelText {
    private LabelText() {}

    /** Whether {@code value} is written as it is, byte for character: so is every name that Kubernetes lets pass. */
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
