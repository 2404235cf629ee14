package io.kubestats.exporter.families;

import static io.kubestats.exporter.families.SampleLine.key;
import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.NodeFacts;
import io.kubestats.cluster.OwnerReference;
import io.kubestats.cluster.PodFacts;
import io.kubestats.cluster.ResourceName;
import io.kubestats.model.PodRef;
import java.io.IOException;
import java.util.Map;

/** Writer of the series of one family with data from API server objects, one line per series. */
final class ObjectWriter {
    private static final byte[] UID = key("uid");
    private static final byte[] CONTAINER = key("container");
    private static final byte[] CONTAINER_ID = key("container_id");
    private static final byte[] IMAGE = key("image");
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

    private final SampleLine line;

    ObjectWriter(SampleLine line) {
        this.line = requireNonNull(line, "line");
    }

    void nodeInfo(NodeSnapshot node, NodeFacts facts) throws IOException {
        if (line.isWritten(1)) {
            line.start(node);
            line.fact(KUBELET_VERSION, facts.kubeletVersion());
            line.fact(CONTAINER_RUNTIME, facts.containerRuntime());
            line.fact(OS, facts.operatingSystem());
            line.fact(ARCH, facts.architecture());
            line.fact(OS_IMAGE, facts.osImage());
            line.fact(KERNEL_VERSION, facts.kernelVersion());
            line.end(1);
        }
    }

    void nodeResource(NodeSnapshot node, ResourceName resource, long value) throws IOException {
        if (line.isWritten(value)) {
            line.start(node);
            end(resource, value);
        }
    }

    void podInfo(NodeSnapshot node, PodRef pod, PodFacts facts) throws IOException {
        if (line.isWritten(1)) {
            line.start(node, pod);
            line.label(node, UID, facts.mirrorUid().isEmpty() ? pod.uid() : facts.mirrorUid());
            whose(pod, facts);
            line.end(1);
        }
    }

    private void whose(PodRef pod, PodFacts facts) throws IOException {
        boolean known = !facts.equals(PodFacts.UNKNOWN);
        OwnerReference workload = facts.workload();
        line.fact(HOST_NETWORK, known ? Boolean.toString(facts.hostNetwork()) : "");
        line.fact(QOS_CLASS, facts.qosClass());
        line.fact(PRIORITY_CLASS, facts.priorityClass());
        line.fact(CREATED_BY_KIND, facts.createdBy().kind());
        line.fact(CREATED_BY_NAME, facts.createdBy().name());
        line.fact(WORKLOAD_KIND, workload.kind());
        line.fact(WORKLOAD, known && workload.name().isEmpty() ? pod.name() : workload.name());
    }

    void containerInfo(NodeSnapshot node, PodRef pod, ContainerFacts container) throws IOException {
        if (line.isWritten(1)) {
            line.start(node, pod);
            line.fact(CONTAINER, container.name());
            line.fact(IMAGE, container.image());
            line.end(1);
        }
    }

    void containerIdInfo(NodeSnapshot node, PodRef pod, String container, String id) throws IOException {
        if (line.isWritten(1)) {
            line.start(node, pod);
            line.fact(CONTAINER, container);
            line.fact(CONTAINER_ID, id);
            line.end(1);
        }
    }

    void containerResource(NodeSnapshot node, PodRef pod, String name, ResourceName resource, long value)
            throws IOException {
        if (line.isWritten(value)) {
            line.start(node, pod);
            line.fact(CONTAINER, name);
            end(resource, value);
        }
    }

    void node(NodeSnapshot node, MetadataText text, Map<String, String> pairs) throws IOException {
        if (line.isWritten(1)) {
            line.start(node);
            end(text, pairs);
        }
    }

    void pod(NodeSnapshot node, PodRef pod, MetadataText text, Map<String, String> pairs) throws IOException {
        if (line.isWritten(1)) {
            line.start(node, pod);
            end(text, pairs);
        }
    }

    void namespace(String name, MetadataText text, Map<String, String> pairs) throws IOException {
        if (line.isWritten(1)) {
            line.start(name);
            end(text, pairs);
        }
    }

    private void end(MetadataText text, Map<String, String> pairs) throws IOException {
        text.write(pairs, line.labels());
        line.end(1);
    }

    private void end(ResourceName resource, long value) throws IOException {
        line.word(RESOURCE, resource.label());
        line.word(UNIT, resource.unit());
        line.end(value, resource == ResourceName.CPU ? DecimalScale.NANO : DecimalScale.WHOLE);
    }
}
