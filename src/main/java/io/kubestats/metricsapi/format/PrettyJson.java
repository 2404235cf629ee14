package io.kubestats.metricsapi.format;

import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A filter that indents compact JSON with two spaces per level, as Go does. Its input must be JSON without white space.
 * Not thread-safe.
 */
public final class PrettyJson extends OutputStream {
    private final BodyWriter out;
    private int depth;
    private boolean inString;
    private boolean afterBackslash;
    private boolean afterOpening;

    public PrettyJson(BodyWriter out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        if (inString) {
            out.write(b);
            inString = b != '"' || afterBackslash;
            afterBackslash = b == '\\' && !afterBackslash;
            return;
        }
        boolean closing = b == '}' || b == ']';
        if (closing) {
            depth--;
        }
        if (closing != afterOpening) {
            newLine();
        }
        afterOpening = b == '{' || b == '[';
        if (afterOpening) {
            depth++;
        }
        inString = b == '"';
        out.write(b);
        if (b == ',') {
            newLine();
        } else if (b == ':') {
            out.write(' ');
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private void newLine() throws IOException {
        out.write('\n');
        for (int i = 0; i < depth; i++) {
            out.write(' ');
            out.write(' ');
        }
    }
}
