package io.kubestats.exporter.compat;

import static io.kubestats.exporter.compat.CompatFamily.counter;
import static io.kubestats.exporter.compat.CompatFamily.gauge;

import io.kubestats.exporter.compat.CompatFamily.Rows;
import io.kubestats.exporter.families.DecimalScale;
import io.kubestats.exporter.families.Metric;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.UsagePoint;
import java.util.List;

/**
 * Families of the kubelet's {@code /metrics/resource}, in the original order. The swap limit of a container is omitted,
 * because no other kubelet response contains it.
 */
final class ResourceFamilies {
    private static final byte[] CONTAINER = CompatWriter.key("container");

    private ResourceFamilies() {}

    static List<CompatFamily> all() {
        return List.of(
                cpu("container", containers(Metric.CPU_USAGE)),
                workingSet("container", containers(Metric.MEMORY_WORKING_SET)),
                gauge(
                        "container_start_time_seconds",
                        "[STABLE] Start time of the container since unix epoch in seconds",
                        DecimalScale.MILLI,
                        containers(Metric.START_TIME)),
                swap("Current amount of the container", "container", containers(Metric.SWAP_USAGE)),
                cpu("node", nodes(Metric.CPU_USAGE)),
                workingSet("node", nodes(Metric.MEMORY_WORKING_SET)),
                swap("Current", "node", nodes(Metric.SWAP_USAGE)),
                cpu("pod", pods(Metric.CPU_USAGE)),
                workingSet("pod", pods(Metric.MEMORY_WORKING_SET)),
                swap("Current amount of the pod", "pod", pods(Metric.SWAP_USAGE)));
    }

    private static CompatFamily cpu(String what, Rows rows) {
        return counter(
                what + "_cpu_usage_seconds_total",
                "[STABLE] Cumulative cpu time consumed by the " + what + " in core-seconds",
                DecimalScale.NANO,
                rows);
    }

    private static CompatFamily workingSet(String what, Rows rows) {
        return gauge(
                what + "_memory_working_set_bytes",
                "[STABLE] Current working set of the " + what + " in bytes",
                DecimalScale.WHOLE,
                rows);
    }

    private static CompatFamily swap(String whose, String what, Rows rows) {
        String end = what.equals("node") ? " swap usage of the node in bytes" : " swap usage in bytes";
        return gauge(
                what + "_swap_usage_bytes",
                "[ALPHA] " + whose + end + ". Reported only on non-windows systems",
                DecimalScale.WHOLE,
                rows);
    }

    private static Rows nodes(Metric<UsagePoint> of) {
        return (to, node) -> {
            long value = of.reading().applyAsLong(node.point().usage());
            if (value >= 0) {
                to.start(node).end(value);
            }
        };
    }

    private static Rows pods(Metric<UsagePoint> of) {
        return (to, node) -> {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                PodPoint pod = pods.get(i);
                long value = of.reading().applyAsLong(pod.usage());
                if (value >= 0) {
                    to.start(node, pod.ref()).end(value);
                }
            }
        };
    }

    private static Rows containers(Metric<UsagePoint> of) {
        return (to, node) -> {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                PodPoint pod = pods.get(i);
                List<ContainerPoint> containers = pod.containers();
                for (int j = 0; j < containers.size(); j++) {
                    ContainerPoint container = containers.get(j);
                    long value = of.reading().applyAsLong(container.usage());
                    if (value >= 0) {
                        to.start(node, pod.ref())
                                .label(CONTAINER, container.name())
                                .end(value);
                    }
                }
            }
        };
    }
}
