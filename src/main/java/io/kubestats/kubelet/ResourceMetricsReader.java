package io.kubestats.kubelet;

import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the samples of one answer; made for it and then dropped. */
final class ResourceMetricsReader {
    private static final int NANO = 9;
    private static final int MILLI = 3;
    private static final int ONE = 0;

    private final ResourceLine line;
    private final AnomalyCounts anomalies = new AnomalyCounts();
    private final ResourceFields node = new ResourceFields();
    private final Map<PodRef, Pod> pods = new LinkedHashMap<>();
    private boolean anySample;
    private boolean kubeletFailed;
    private int items;

    ResourceMetricsReader(ResourceLine line) {
        this.line = line;
    }

    /** Takes one line in; a line that cannot be read is counted and skipped. */
    void read(int from, int end) {
        String name = line.name(from, end);
        switch (name) {
            case "node_cpu_usage_seconds_total",
                    "node_memory_working_set_bytes",
                    "node_swap_usage_bytes",
                    "pod_cpu_usage_seconds_total",
                    "pod_memory_working_set_bytes",
                    "pod_swap_usage_bytes",
                    "container_cpu_usage_seconds_total",
                    "container_memory_working_set_bytes",
                    "container_swap_usage_bytes",
                    "container_start_time_seconds",
                    "resource_scrape_error",
                    "scrape_error" -> sample(name);
            case "" -> anomalies.add(Anomaly.BAD_LINE);
            default -> {
                // Other families do not concern us.
            }
        }
    }

    /** Whether there was any sample of a node, pod or container. */
    boolean anySample() {
        return anySample;
    }

    /** Whether the kubelet says that it could not measure. */
    boolean kubeletFailed() {
        return kubeletFailed;
    }

    /** How many pods and containers there are so far. */
    int items() {
        return items;
    }

    NodeBatch batch(String nodeName) {
        List<PodPoint> points = new ArrayList<>(pods.size());
        pods.forEach((ref, pod) -> points.add(pod.point(ref)));
        NodePoint point = new NodePoint(node.point(), List.of(), NodeDetail.ABSENT);
        return new NodeBatch(nodeName, AnswerForm.RESOURCE_METRICS, point, points, anomalies.toMap());
    }

    private void sample(String family) {
        if (!line.readSample()) {
            anomalies.add(Anomaly.BAD_LINE);
        } else if (family.endsWith("scrape_error")) {
            kubeletFailed |= line.value(ONE) != 0;
        } else if (family.startsWith("node_")) {
            take(family, node);
        } else if (line.pod().isEmpty() || line.namespace().isEmpty()) {
            anomalies.add(Anomaly.BAD_LINE);
        } else if (family.startsWith("pod_")) {
            take(family, pod().usage);
        } else if (line.container().isEmpty()) {
            anomalies.add(Anomaly.BAD_LINE);
        } else {
            take(family, container());
        }
    }

    private void take(String family, ResourceFields fields) {
        anySample = true;
        if (family.endsWith("_start_time_seconds")) {
            startTime(fields);
            return;
        }
        boolean cpu = family.endsWith("_seconds_total");
        long value = line.value(cpu ? NANO : ONE);
        if (value == ScaledDecimal.TOO_LARGE) {
            anomalies.add(Anomaly.OUT_OF_RANGE);
        } else if (value < 0) {
            anomalies.add(Anomaly.BAD_LINE);
        } else if (cpu) {
            fields.cpu(value, line.timeMillis(), anomalies);
        } else if (family.endsWith("_working_set_bytes")) {
            fields.workingSet(value, line.timeMillis(), anomalies);
        } else {
            fields.swap(value, line.timeMillis(), anomalies);
        }
    }

    /**
     * Cut to whole seconds as in the Summary, so that a kubelet that is asked for the one and then for the other does
     * not seem to restart its containers. A container that has not started has Go's zero time, about -6.2e10: absent.
     */
    private void startTime(ResourceFields fields) {
        long millis = line.value(MILLI);
        if (millis >= 0) {
            fields.startTime(millis - millis % 1000, anomalies);
        } else if (millis == ScaledDecimal.TOO_LARGE) {
            anomalies.add(Anomaly.OUT_OF_RANGE);
        } else if (millis == ScaledDecimal.INVALID) {
            anomalies.add(Anomaly.BAD_LINE);
        }
    }

    private Pod pod() {
        return pods.computeIfAbsent(new PodRef(line.namespace(), line.pod(), ""), ref -> {
            items++;
            return new Pod();
        });
    }

    private ResourceFields container() {
        return pod().containers.computeIfAbsent(line.container(), name -> {
            items++;
            return new ResourceFields();
        });
    }

    /** One pod while it is gathered. */
    private static final class Pod {
        private final ResourceFields usage = new ResourceFields();
        private final Map<String, ResourceFields> containers = new LinkedHashMap<>();

        PodPoint point(PodRef ref) {
            List<ContainerPoint> points = new ArrayList<>(containers.size());
            containers.forEach(
                    (name, fields) -> points.add(new ContainerPoint(name, fields.point(), ContainerDetail.ABSENT)));
            return new PodPoint(ref, usage.point(), points, PodDetail.ABSENT);
        }
    }
}
