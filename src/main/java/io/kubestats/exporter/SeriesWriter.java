package io.kubestats.exporter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.NodeFacts;
import io.kubestats.cluster.Owner;
import io.kubestats.cluster.PodFacts;
import io.kubestats.cluster.Resource;
import io.kubestats.http.BodyWriter;
import io.kubestats.model.PodRef;
import io.kubestats.model.VolumePoint;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Writes the series of one family, a line each, with nothing allocated per line. The header goes before the first
 * series, so a family without series leaves no trace.
 */
final class SeriesWriter {
    private static final byte[] NAMESPACE = key("namespace");
    private static final byte[] POD = key("pod");
    private static final byte[] UID = key("uid");
    private static final byte[] CONTAINER = key("container");
    private static final byte[] IMAGE = key("image");
    private static final byte[] VOLUME = key("volume");
    private static final byte[] CLAIM = key("persistentvolumeclaim");
    private static final byte[] INTERFACE = key("interface");
    private static final byte[] SYSTEM_CONTAINER = key("system_container");
    private static final byte[] WINDOW = key("window");
    private static final byte[] KUBELET_VERSION = key("kubelet_version");
    private static final byte[] CONTAINER_RUNTIME = key("container_runtime");
    private static final byte[] OS = key("os");
    private static final byte[] ARCH = key("arch");
    private static final byte[] OS_IMAGE = key("os_image");
    private static final byte[] KERNEL_VERSION = key("kernel_version");
    private static final byte[] HOST_NETWORK = key("host_network");
    private static final byte[] QOS_CLASS = key("qos_class");
    private static final byte[] PRIORITY_CLASS = key("priority_class");
    private static final byte[] CREATED_BY_KIND = key("created_by_kind");
    private static final byte[] CREATED_BY_NAME = key("created_by_name");
    private static final byte[] WORKLOAD_KIND = key("workload_kind");
    private static final byte[] WORKLOAD = key("workload");
    private static final byte[] RESOURCE = key("resource");
    private static final byte[] UNIT = key("unit");
    private static final byte[] END = "\"} ".getBytes(US_ASCII);

    /** Nothing is ever written to it. */
    private static final BodyWriter NOWHERE = new BodyWriter(OutputStream.nullOutputStream(), 0);

    private final BodyWriter out;
    private final ExpositionFormat format;
    private final MetricFamily family;
    private final boolean writes;
    private long count;

    private SeriesWriter(BodyWriter out, ExpositionFormat format, MetricFamily family, boolean writes) {
        this.out = requireNonNull(out, "out");
        this.format = requireNonNull(format, "format");
        this.family = requireNonNull(family, "family");
        this.writes = writes;
    }

    static SeriesWriter to(BodyWriter out, ExpositionFormat format, MetricFamily family) {
        return new SeriesWriter(out, format, family, true);
    }

    /** A writer that only counts. */
    static SeriesWriter toNowhere(MetricFamily family) {
        return new SeriesWriter(NOWHERE, ExpositionFormat.TEXT, family, false);
    }

    /** How many series were written, or would have been. */
    long count() {
        return count;
    }

    void series(NodeFrame node, long value) throws IOException {
        if (isWritten(value)) {
            start(node);
            end(value);
        }
    }

    void window(NodeFrame node, String window, long value) throws IOException {
        if (isWritten(value)) {
            start(node);
            label(node, WINDOW, window);
            end(value);
        }
    }

    void nodeInterface(NodeFrame node, String name, long value) throws IOException {
        if (isWritten(value)) {
            start(node);
            label(node, INTERFACE, name);
            end(value);
        }
    }

    void systemContainer(NodeFrame node, String name, long value) throws IOException {
        if (isWritten(value)) {
            start(node);
            label(node, SYSTEM_CONTAINER, name);
            end(value);
        }
    }

    void pod(NodeFrame node, PodRef pod, long value) throws IOException {
        if (isWritten(value)) {
            start(node, pod);
            end(value);
        }
    }

    void nodeInfo(NodeFrame node, NodeFacts facts) throws IOException {
        if (isWritten(1)) {
            start(node);
            fact(KUBELET_VERSION, facts.kubeletVersion());
            fact(CONTAINER_RUNTIME, facts.containerRuntime());
            fact(OS, facts.operatingSystem());
            fact(ARCH, facts.architecture());
            fact(OS_IMAGE, facts.osImage());
            fact(KERNEL_VERSION, facts.kernelVersion());
            end(1);
        }
    }

    void nodeResource(NodeFrame node, Resource resource, long value) throws IOException {
        if (isWritten(value)) {
            start(node);
            end(resource, value);
        }
    }

    void node(NodeFrame node, PairText text, Map<String, String> pairs) throws IOException {
        if (isWritten(1)) {
            start(node);
            text.write(pairs, out);
            end(1);
        }
    }

    void pod(NodeFrame node, PodRef pod, PairText text, Map<String, String> pairs) throws IOException {
        if (isWritten(1)) {
            start(node, pod);
            text.write(pairs, out);
            end(1);
        }
    }

    void namespace(String name, PairText text, Map<String, String> pairs) throws IOException {
        if (isWritten(1)) {
            start();
            LabelText.write(name, out);
            text.write(pairs, out);
            end(1);
        }
    }

    void podInfo(NodeFrame node, PodRef pod, PodFacts facts) throws IOException {
        if (isWritten(1)) {
            start(node, pod);
            label(node, UID, facts.mirrorUid().isEmpty() ? pod.uid() : facts.mirrorUid());
            whose(pod, facts);
            end(1);
        }
    }

    private void whose(PodRef pod, PodFacts facts) throws IOException {
        boolean known = !facts.equals(PodFacts.UNKNOWN);
        Owner workload = facts.workload();
        fact(HOST_NETWORK, known ? Boolean.toString(facts.hostNetwork()) : "");
        fact(QOS_CLASS, facts.qosClass());
        fact(PRIORITY_CLASS, facts.priorityClass());
        fact(CREATED_BY_KIND, facts.createdBy().kind());
        fact(CREATED_BY_NAME, facts.createdBy().name());
        fact(WORKLOAD_KIND, workload.kind());
        fact(WORKLOAD, known && workload.name().isEmpty() ? pod.name() : workload.name());
    }

    void containerInfo(NodeFrame node, PodRef pod, ContainerFacts container) throws IOException {
        if (isWritten(1)) {
            start(node, pod);
            fact(CONTAINER, container.name());
            fact(IMAGE, container.image());
            end(1);
        }
    }

    void containerResource(NodeFrame node, PodRef pod, String name, Resource resource, long value) throws IOException {
        if (isWritten(value)) {
            start(node, pod);
            fact(CONTAINER, name);
            end(resource, value);
        }
    }

    void podInterface(NodeFrame node, PodRef pod, String name, long value) throws IOException {
        if (isWritten(value)) {
            start(node, pod);
            label(node, INTERFACE, name);
            end(value);
        }
    }

    void container(NodeFrame node, PodRef pod, String name, long value) throws IOException {
        if (isWritten(value)) {
            start(node, pod);
            label(node, CONTAINER, name);
            end(value);
        }
    }

    void volume(NodeFrame node, PodRef pod, VolumePoint volume, long value) throws IOException {
        if (isWritten(value)) {
            start(node, pod);
            label(node, VOLUME, volume.name());
            label(node, CLAIM, volume.persistentVolumeClaim());
            end(value);
        }
    }

    /** Counts a series that is not absent, and says whether to write it. */
    private boolean isWritten(long value) {
        if (value < 0) {
            return false;
        }
        count++;
        return writes;
    }

    private void start(NodeFrame node, PodRef pod) throws IOException {
        start(node);
        label(node, NAMESPACE, pod.namespace());
        label(node, POD, pod.name());
    }

    private void start(NodeFrame node) throws IOException {
        start();
        out.write(node.nameInLabel());
    }

    /** Up to the value of the first label. */
    private void start() throws IOException {
        if (count == 1) {
            out.write(family.header(format));
        }
        out.write(family.sampleStart());
    }

    private void label(NodeFrame node, byte[] key, String value) throws IOException {
        out.write(key);
        if (node.hasPlainNames()) {
            out.ascii(value);
        } else {
            LabelText.write(value, out);
        }
    }

    /** A label of what the API server says, which may hold any character. */
    private void fact(byte[] key, String value) throws IOException {
        out.write(key);
        LabelText.write(value, out);
    }

    private void end(Resource resource, long value) throws IOException {
        out.write(RESOURCE);
        out.ascii(resource.label());
        out.write(UNIT);
        out.ascii(resource.unit());
        end(value, resource == Resource.CPU ? Encoding.NANO : Encoding.WHOLE);
    }

    private void end(long value) throws IOException {
        end(value, family.encoding());
    }

    private void end(long value, Encoding encoding) throws IOException {
        out.write(END);
        encoding.write(value, out);
        out.write('\n');
    }

    /** Closes the label before and opens this one. */
    private static byte[] key(String name) {
        return ("\"," + name + "=\"").getBytes(US_ASCII);
    }
}
