package io.kubestats.cli;

import io.kubestats.text.PrintableText;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A standard error stream on which each printed line is one line of printable ASCII of bounded length. The logging
 * backend and stack traces print whole lines, so no text that a stranger chose, wherever it is logged and by whichever
 * library, can forge a line, control a terminal, or fill a disk with one event. Thread-safe.
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

    /** Prints an object's text: how a stack trace prints each of its lines. */
    @Override
    public void println(Object line) {
        super.println(printable(String.valueOf(line)));
    }

    /** The tab before a frame of a stack trace stays. */
    private static String printable(String line) {
        return line.startsWith("\t")
                ? '\t' + PrintableText.oneLine(line.substring(1), LONGEST_LINE)
                : PrintableText.oneLine(line, LONGEST_LINE);
    }
}
