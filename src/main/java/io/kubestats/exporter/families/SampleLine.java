package io.kubestats.exporter.families;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.kubestats.http.BodyWriter;
import io.kubestats.model.PodRef;
import io.kubestats.model.Reading;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Incremental writer of the lines of one family that allocates nothing per line: {@link #isWritten}, a start, labels,
 * an end. The header precedes the first line, so nothing is written for a family without series.
 */
final class SampleLine {
    private static final byte[] NAMESPACE = key("namespace");
    private static final byte[] POD = key("pod");
    private static final byte[] END = "\"} ".getBytes(US_ASCII);

    /** Placeholder writer that never receives data. */
    private static final BodyWriter NOWHERE = new BodyWriter(OutputStream.nullOutputStream(), 0);

    private final BodyWriter out;
    private final SeriesForm form;
    private final byte[] header;
    private final byte[] lineStart;
    private final DecimalScale encoding;
    private final boolean writes;
    private long count;

    private SampleLine(
            BodyWriter out, SeriesForm form, byte[] header, byte[] lineStart, DecimalScale encoding, boolean writes) {
        this.out = requireNonNull(out, "out");
        this.form = requireNonNull(form, "form");
        this.header = requireNonNull(header, "header");
        this.lineStart = requireNonNull(lineStart, "lineStart");
        this.encoding = requireNonNull(encoding, "encoding");
        this.writes = writes;
    }

    static SampleLine to(BodyWriter out, SeriesForm form, MetricFamily family) {
        return new SampleLine(out, form, family.header(form.format()), family.sampleStart(), family.encoding(), true);
    }

    /** Returns a writer that only counts lines. */
    static SampleLine toNowhere(SeriesForm form, MetricFamily family) {
        return new SampleLine(
                NOWHERE, form, family.header(form.format()), family.sampleStart(), family.encoding(), false);
    }

    /** Returns a writer of {@code _created} lines among these lines. */
    SampleLine ofCreated(MetricFamily family) {
        return new SampleLine(out, form, new byte[0], family.createdStart(), DecimalScale.MILLI, writes);
    }

    /** Returns the number of lines written, or of those that would have been. */
    long count() {
        return count;
    }

    /** Counts a series unless it is absent, and returns whether to write it. */
    boolean isWritten(long value) {
        if (value < 0) {
            return false;
        }
        count++;
        return writes;
    }

    void start(NodeSnapshot node, PodRef pod) throws IOException {
        start(node);
        label(node, NAMESPACE, pod.namespace());
        label(node, POD, pod.name());
    }

    void start(NodeSnapshot node) throws IOException {
        start();
        out.write(node.nameInLabel());
    }

    /** Starts a line with this value of the first label. */
    void start(String value) throws IOException {
        start();
        LabelText.write(value, out);
    }

    private void start() throws IOException {
        if (count == 1) {
            out.write(header);
        }
        out.write(lineStart);
    }

    /** Writes a label from the kubelet; {@code key} comes from {@link #key}. */
    void label(NodeSnapshot node, byte[] key, String value) throws IOException {
        out.write(key);
        if (node.hasPlainNames()) {
            out.ascii(value);
        } else {
            LabelText.write(value, out);
        }
    }

    /** Writes a label from the API server, which may contain any character. */
    void fact(byte[] key, String value) throws IOException {
        out.write(key);
        LabelText.write(value, out);
    }

    /** Writes a label with a constant value that needs no escaping. */
    void word(byte[] key, String value) throws IOException {
        out.write(key);
        out.ascii(value);
    }

    /** Returns the writer for labels with dynamic names. */
    BodyWriter labels() {
        return out;
    }

    void end(long value) throws IOException {
        end(value, encoding);
    }

    void end(long value, DecimalScale as) throws IOException {
        out.write(END);
        as.write(value, out);
        out.write('\n');
    }

    /** Ends the line with the value, and with the time of the sample if known. */
    void endAt(long timeMillis, long value) throws IOException {
        out.write(END);
        encoding.write(value, out);
        if (Reading.isPresent(timeMillis)) {
            form.writeTime(timeMillis, out);
        }
        out.write('\n');
    }

    /** Returns the bytes that close the preceding label and open this one. */
    static byte[] key(String name) {
        return ("\"," + name + "=\"").getBytes(US_ASCII);
    }
}
