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
 * Writes the series of one {@link CompatFamily} a part at a time: {@link #start}, labels, {@link #end}. Nothing is
 * allocated per series, and a family without series leaves no trace.
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

    /** How many series were written. */
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

    /** A label with a value from outside; {@code key} is of {@link #key}. */
    CompatWriter label(byte[] key, String value) throws IOException {
        out.write(key);
        LabelText.write(value, out);
        return this;
    }

    /** More of the value of the label before. */
    CompatWriter more(char separator, String value) throws IOException {
        out.write(separator);
        LabelText.write(value, out);
        return this;
    }

    /** Labels that never change, made with {@link #constant}. */
    CompatWriter labels(byte[] constant) throws IOException {
        out.write(constant);
        return this;
    }

    void end(long value) throws IOException {
        out.write(END);
        family.encoding().write(value, out);
        out.write('\n');
    }

    /** Closes the label before and opens this one. */
    static byte[] key(String name) {
        return ("\"," + name + "=\"").getBytes(US_ASCII);
    }

    /** Closes the label before, and has one with this value that is still open. */
    static byte[] constant(String name, String value) {
        return ("\"," + name + "=\"" + value).getBytes(US_ASCII);
    }
}
