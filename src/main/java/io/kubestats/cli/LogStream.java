package io.kubestats.cli;

import io.kubestats.text.PrintableText;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A standard error stream on which each printed line is one line of printable ASCII of bounded length. The logging
 * backend and stack traces print whole lines. Text that a stranger chose therefore cannot forge a line, control a
 * terminal, or fill a disk with one event, whichever library logs it. Thread-safe.
 */
final class LogStream extends PrintStream {
    static final int LONGEST_LINE = 4_000;

    LogStream(OutputStream out) {
        super(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
        super.println(printable(line));
    }

    /** Prints an object's text; stack traces print each of their lines this way. */
    @Override
    public void println(Object line) {
        super.println(printable(String.valueOf(line)));
    }

    /** Keeps the tab that indents a frame of a stack trace. */
    private static String printable(String line) {
        return line.startsWith("\t")
                ? '\t' + PrintableText.oneLine(line.substring(1), LONGEST_LINE)
                : PrintableText.oneLine(line, LONGEST_LINE);
    }
}
