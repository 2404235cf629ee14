package io.kubestats.exporter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.kubestats.http.BodyWriter;
import io.kubestats.model.PodRef;
import io.kubestats.model.VolumePoint;
import java.io.IOException;

/**
 * Writes the series of one family, a line each, with nothing allocated per line. The header goes before the first
 * series, so a family without series leaves no trace.
 */
final class SeriesWriter {
    private static final byte[] NAMESPACE = key("namespace");
    private static final byte[] POD = key("pod");
    private static final byte[] UID = key("uid");
    private static final byte[] CONTAINER = key("container");
    private static final byte[] VOLUME = key("volume");
    private static final byte[] CLAIM = key("persistentvolumeclaim");
    private static final byte[] INTERFACE = key("interface");
    private static final byte[] SYSTEM_CONTAINER = key("system_container");
    private static final byte[] WINDOW = key("window");
    private static final byte[] END = "\"} ".getBytes(US_ASCII);

    private final BodyWriter out;
    private final ExpositionFormat format;
    private final MetricFamily family;
    private long count;

    SeriesWriter(BodyWriter out, ExpositionFormat format, MetricFamily family) {
        this.out = requireNonNull(out, "out");
        this.format = requireNonNull(format, "format");
        this.family = requireNonNull(family, "family");
    }

    /** How many series were written. */
    long count() {
        return count;
    }

    void series(NodeFrame node, long value) throws IOException {
        if (value >= 0) {
            start(node);
            end(value);
        }
    }

    void window(NodeFrame node, String window, long value) throws IOException {
        if (value >= 0) {
            start(node);
            label(node, WINDOW, window);
            end(value);
        }
    }

    void nodeInterface(NodeFrame node, String name, long value) throws IOException {
        if (value >= 0) {
            start(node);
            label(node, INTERFACE, name);
            end(value);
        }
    }

    void systemContainer(NodeFrame node, String name, long value) throws IOException {
        if (value >= 0) {
            start(node);
            label(node, SYSTEM_CONTAINER, name);
            end(value);
        }
    }

    void pod(NodeFrame node, PodRef pod, long value) throws IOException {
        if (value >= 0) {
            start(node, pod);
            end(value);
        }
    }

    void podInfo(NodeFrame node, PodRef pod) throws IOException {
        start(node, pod);
        label(node, UID, pod.uid());
        end(1);
    }

    void podInterface(NodeFrame node, PodRef pod, String name, long value) throws IOException {
        if (value >= 0) {
            start(node, pod);
            label(node, INTERFACE, name);
            end(value);
        }
    }

    void container(NodeFrame node, PodRef pod, String name, long value) throws IOException {
        if (value >= 0) {
            start(node, pod);
            label(node, CONTAINER, name);
            end(value);
        }
    }

    void volume(NodeFrame node, PodRef pod, VolumePoint volume, long value) throws IOException {
        if (value >= 0) {
            start(node, pod);
            label(node, VOLUME, volume.name());
            label(node, CLAIM, volume.persistentVolumeClaim());
            end(value);
        }
    }

    private void start(NodeFrame node, PodRef pod) throws IOException {
        start(node);
        label(node, NAMESPACE, pod.namespace());
        label(node, POD, pod.name());
    }

    private void start(NodeFrame node) throws IOException {
        if (count == 0) {
            out.write(family.header(format));
        }
        out.write(family.sampleStart());
        out.write(node.nameInLabel());
    }

    private void label(NodeFrame node, byte[] key, String value) throws IOException {
        out.write(key);
        if (node.hasPlainNames()) {
            out.ascii(value);
        } else {
            LabelText.write(value, out);
        }
    }

    private void end(long value) throws IOException {
        out.write(END);
        family.encoding().write(value, out);
        out.write('\n');
        count++;
    }

    /** Closes the label before and opens this one. */
    private static byte[] key(String name) {
        return ("\"," + name + "=\"").getBytes(US_ASCII);
    }
}
