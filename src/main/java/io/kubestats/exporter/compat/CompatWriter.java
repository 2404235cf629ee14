package io.kubestats.exporter.compat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.LabelText;
import io.kubestats.exporter.families.NodeSnapshot;
import io.kubestats.http.BodyWriter;
import io.kubestats.model.PodRef;
import java.io.IOException;

/**
 * Incremental writer of the series of one {@link CompatFamily}: {@link #start}, labels, {@link #end}. It allocates
 * nothing per series, and writes nothing for a family without series.
 */
final class CompatWriter {
    private static final byte[] NAMESPACE = key("namespace");
    private static final byte[] POD = key("pod");
    private static final byte[] END = "\"} ".getBytes(US_ASCII);

    private final BodyWriter out;
    private final ExpositionFormat format;
    private final CompatFamily family;
    private long count;

    CompatWriter(BodyWriter out, ExpositionFormat format, CompatFamily family) {
        this.out = requireNonNull(out, "out");
        this.format = requireNonNull(format, "format");
        this.family = requireNonNull(family, "family");
    }

    /** Returns the number of series written. */
    long count() {
        return count;
    }

    CompatWriter start(NodeSnapshot node) throws IOException {
        if (count == 0) {
            out.write(family.header(format));
        }
        count++;
        out.write(family.sampleStart());
        out.write(node.nameInLabel());
        return this;
    }

    CompatWriter start(NodeSnapshot node, PodRef pod) throws IOException {
        return start(node).label(NAMESPACE, pod.namespace()).label(POD, pod.name());
    }

    /** Writes a label with an external value; {@code key} comes from {@link #key}. */
    CompatWriter label(byte[] key, String value) throws IOException {
        out.write(key);
        LabelText.write(value, out);
        return this;
    }

    /** Appends to the value of the preceding label. */
    CompatWriter more(char separator, String value) throws IOException {
        out.write(separator);
        LabelText.write(value, out);
        return this;
    }

    /** Writes constant labels made with {@link #constant}. */
    CompatWriter labels(byte[] constant) throws IOException {
        out.write(constant);
        return this;
    }

    void end(long value) throws IOException {
        out.write(END);
        family.encoding().write(value, out);
        out.write('\n');
    }

    /** Returns the bytes that close the preceding label and open this one. */
    static byte[] key(String name) {
        return ("\"," + name + "=\"").getBytes(US_ASCII);
    }

    /** Returns the bytes that close the preceding label and open this one with this value, leaving the value open. */
    static byte[] constant(String name, String value) {
        return ("\"," + name + "=\"" + value).getBytes(US_ASCII);
    }
}
