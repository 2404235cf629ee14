package io.kubestats.demo.kubelet;

import io.kubestats.demo.cluster.SimulatedContainer;
import io.kubestats.demo.cluster.SimulatedNode;
import io.kubestats.demo.cluster.SimulatedPod;
import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writer of the {@code /metrics/resource} response of a simulated node. Not thread-safe. */
public final class ResourceMetricsWriter {
    private static final long MILLIS = 1000;

    private final BodyWriter out;
    private final SimulatedNode node;
    private final long now;
    private final long nodeSecond;
    private final List<Row> containers = new ArrayList<>();
    private final List<Row> pods = new ArrayList<>();

    /** The values of one container or pod, for one family after the other. */
    private record Row(String labels, long second, long cpuNanos, long workingSetBytes, long startSecond) {}

    public ResourceMetricsWriter(BodyWriter out, SimulatedNode node, long now) {
        this.out = out;
        this.node = node;
        this.now = now;
        this.nodeSecond = node.housekeeping().last(now);
    }

    /** Writes the whole response. */
    public void write() throws IOException {
        read();
        cpu("container", containers);
        workingSet("container", containers);
        head(
                "container_start_time_seconds",
                "STABLE",
                "Start time of the container since unix epoch in seconds",
                "gauge");
        for (Row row : containers) {
            series("container_start_time_seconds", row.labels());
            GoFloat.write(out, row.startSecond(), 0);
            out.write('\n');
        }
        swap("container_swap_limit_bytes", "Current amount of the container swap limit in bytes", containers);
        swap("container_swap_usage_bytes", "Current amount of the container swap usage in bytes", containers);
        List<Row> whole = List.of(new Row(
                "",
                nodeSecond,
                nanos(node.cpuSeconds(nodeSecond)),
                node.workingSetBytes(nodeSecond),
                node.bootSecond()));
        cpu("node", whole);
        workingSet("node", whole);
        swap("node_swap_usage_bytes", "Current swap usage of the node in bytes", whole);
        cpu("pod", pods);
        workingSet("pod", pods);
        swap("pod_swap_usage_bytes", "Current amount of the pod swap usage in bytes", pods);
        head(
                "resource_scrape_error",
                "STABLE",
                "1 if there was an error while getting container metrics, 0 otherwise",
                "gauge");
        out.ascii("resource_scrape_error 0\n");
    }

    private void read() {
        for (SimulatedPod pod : node.pods()) {
            String labels = "namespace=\"" + pod.namespace() + "\",pod=\"" + pod.name() + "\"}";
            long second = pod.housekeeping().last(now);
            pods.add(new Row(
                    "{" + labels,
                    second,
                    nanos(pod.cpuSeconds(second)),
                    pod.workingSetBytes(second),
                    pod.startSecond()));
            for (SimulatedContainer container : pod.containers()) {
                if (pod.runs(container)) {
                    containers.add(row("{container=\"" + container.name() + "\"," + labels, container));
                }
            }
        }
        containers.sort(Comparator.comparing(Row::labels));
        pods.sort(Comparator.comparing(Row::labels));
    }

    private Row row(String labels, SimulatedContainer container) {
        long second = container.housekeeping().last(now);
        return new Row(
                labels,
                second,
                nanos(container.cpuSeconds(second)),
                container.workingSetBytes(second),
                container.life().start(second));
    }

    private void cpu(String what, List<Row> rows) throws IOException {
        String family = what + "_cpu_usage_seconds_total";
        head(family, "STABLE", "Cumulative cpu time consumed by the " + what + " in core-seconds", "counter");
        for (Row row : rows) {
            series(family, row.labels());
            GoFloat.write(out, row.cpuNanos(), 9);
            stamp(row.second() * MILLIS);
        }
    }

    private void workingSet(String what, List<Row> rows) throws IOException {
        String family = what + "_memory_working_set_bytes";
        head(family, "STABLE", "Current working set of the " + what + " in bytes", "gauge");
        for (Row row : rows) {
            series(family, row.labels());
            GoFloat.write(out, row.workingSetBytes(), 0);
            stamp(row.second() * MILLIS);
        }
    }

    private void swap(String family, String help, List<Row> rows) throws IOException {
        head(family, "ALPHA", help + ". Reported only on non-windows systems", "gauge");
        for (Row row : rows) {
            series(family, row.labels());
            out.write('0');
            stamp(row.second() * MILLIS);
        }
    }

    private void head(String family, String stability, String help, String type) throws IOException {
        out.ascii("# HELP " + family + " [" + stability + "] " + help + "\n# TYPE " + family + " " + type + "\n");
    }

    private void series(String family, String labels) throws IOException {
        out.ascii(family);
        out.ascii(labels);
        out.write(' ');
    }

    private void stamp(long millis) throws IOException {
        out.write(' ');
        out.decimal(millis);
        out.write('\n');
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}
