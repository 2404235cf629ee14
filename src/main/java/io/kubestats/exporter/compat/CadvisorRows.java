package io.kubestats.exporter.compat;

import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.PodFacts;
import io.kubestats.exporter.compat.CompatFamily.Rows;
import io.kubestats.exporter.families.NodeInterfaces;
import io.kubestats.exporter.families.NodeSnapshot;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodPoint;
import java.io.IOException;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Row iterators for the cAdvisor families, with cAdvisor's labels: a container has {@code container}, {@code image} and
 * {@code name}, a pod has only {@code id}, the node is {@code id="/"}. Labels that cAdvisor leaves empty are omitted,
 * which Prometheus treats as equal.
 */
final class CadvisorRows {
    private static final byte[] CONTAINER = CompatWriter.key("container");
    private static final byte[] INTERFACE = CompatWriter.key("interface");
    private static final byte[] NAME = CompatWriter.key("name");
    private static final byte[] ID_OF_POD = CompatWriter.constant("id", "/kubepods/pod");
    private static final byte[] ID_OF_NODE = CompatWriter.constant("id", "/");
    private static final byte[] IMAGE = CompatWriter.key("image");
    /** Placeholder image, because common selectors require a non-empty one. */
    private static final String UNKNOWN = "unknown";

    private CadvisorRows() {}

    /** Returns one row per container, with the additional labels {@code more}. */
    static Rows containers(ToLongFunction<ContainerPoint> reading, byte[]... more) {
        return (to, node) -> {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                PodPoint pod = pods.get(i);
                String uid = pod.ref().uid();
                List<ContainerPoint> containers = pod.containers();
                for (int j = 0; j < containers.size(); j++) {
                    ContainerPoint container = containers.get(j);
                    long value = reading.applyAsLong(container);
                    if (value >= 0) {
                        to.start(node, pod.ref()).label(CONTAINER, container.name());
                        to.label(NAME, uid).more('/', container.name());
                        id(to, uid).more('/', container.name()).label(IMAGE, image(node.facts(i), container.name()));
                        end(to, value, more);
                    }
                }
            }
        };
    }

    static Rows pods(ToLongFunction<PodPoint> reading, byte[]... more) {
        return (to, node) -> {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                PodPoint pod = pods.get(i);
                long value = reading.applyAsLong(pod);
                if (value >= 0) {
                    end(id(to.start(node, pod.ref()), pod.ref().uid()), value, more);
                }
            }
        };
    }

    static Rows node(ToLongFunction<NodePoint> reading, byte[]... more) {
        return (to, node) -> {
            long value = reading.applyAsLong(node.point());
            if (value >= 0) {
                end(to.start(node).labels(ID_OF_NODE), value, more);
            }
        };
    }

    /** Returns one row for the machine, without labels. */
    static Rows machine(ToLongFunction<NodeSnapshot> reading) {
        return (to, node) -> {
            long value = reading.applyAsLong(node);
            if (value >= 0) {
                to.start(node).end(value);
            }
        };
    }

    /**
     * Returns one row per interface of the node and of each pod with its own network, which cAdvisor attributes to the
     * pod's sandbox.
     */
    static Rows interfaces(ToLongFunction<InterfacePoint> reading) {
        return (to, node) -> {
            List<InterfacePoint> ofNode = node.interfaces().points();
            for (int i = 0; i < ofNode.size(); i++) {
                InterfacePoint point = ofNode.get(i);
                long value = reading.applyAsLong(point);
                if (value >= 0) {
                    to.start(node)
                            .label(INTERFACE, point.name())
                            .labels(ID_OF_NODE)
                            .end(value);
                }
            }
            for (int i = 0; i < node.pods().size(); i++) {
                if (!node.isOnHostNetwork(i)) {
                    interfaces(to, node, node.pods().get(i), reading);
                }
            }
        };
    }

    private static void interfaces(
            CompatWriter to, NodeSnapshot node, PodPoint pod, ToLongFunction<InterfacePoint> reading)
            throws IOException {
        List<InterfacePoint> interfaces = pod.detail().interfaces();
        for (int i = 0; i < interfaces.size(); i++) {
            InterfacePoint point = interfaces.get(i);
            long value = reading.applyAsLong(point);
            if (value >= 0 && !NodeInterfaces.isLeftOut(point.name())) {
                to.start(node, pod.ref()).label(INTERFACE, point.name());
                id(to, pod.ref().uid()).label(IMAGE, UNKNOWN).end(value);
            }
        }
    }

    private static String image(PodFacts pod, String container) {
        List<ContainerFacts> containers = pod.containers();
        for (int i = 0; i < containers.size(); i++) {
            ContainerFacts facts = containers.get(i);
            if (facts.name().equals(container) && !facts.image().isEmpty()) {
                return facts.image();
            }
        }
        return UNKNOWN;
    }

    private static CompatWriter id(CompatWriter to, String uid) throws IOException {
        return to.label(ID_OF_POD, uid);
    }

    private static void end(CompatWriter to, long value, byte[]... labels) throws IOException {
        for (byte[] label : labels) {
            to.labels(label);
        }
        to.end(value);
    }
}
