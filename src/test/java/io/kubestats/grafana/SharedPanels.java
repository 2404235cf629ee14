package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.rate;
import static io.kubestats.grafana.Promql.sum;
import static io.kubestats.grafana.Promql.top;

/** Panels that several dashboards share. */
final class SharedPanels {
    static final String NO_PRESSURE = "No pressure told: that takes Kubernetes 1.34 or later and cgroup v2";

    private SharedPanels() {}

    /** Returns a table with a row per node. */
    static Panel nodes(String description, String... matchers) {
        return Panel.table(
                        "Nodes",
                        description,
                        new String[] {"node", "Node"},
                        Column.of("Memory", "percentunit", Thresholds.SHARE, Readings.nodeMemoryShare(matchers)),
                        Column.of("CPU (cores)", "none", Readings.nodeCpu(matchers)),
                        Column.of("Disk", "percentunit", Thresholds.DISK, Readings.nodeDiskShare("fs", matchers)),
                        Column.of("Inodes", "percentunit", Thresholds.DISK, Readings.nodeInodeShare("fs", matchers)),
                        Column.of(
                                "Images", "percentunit", Thresholds.DISK, Readings.nodeDiskShare("imagefs", matchers)),
                        Column.of(
                                "CPU waiting",
                                "percentunit",
                                Thresholds.WAITING,
                                Readings.nodePressure("cpu", "waiting", matchers)),
                        Column.of(
                                "Memory stalled",
                                "percentunit",
                                Thresholds.STALLED,
                                Readings.nodePressure("memory", "stalled", matchers)),
                        Column.of("Sample age", "s", new Thresholds(60, 180), Readings.nodeSampleAge(matchers)),
                        Column.of("Reached", "bool_yes_no", Readings.nodeReached(matchers)))
                .link("Node", "Look into it", Links.to(Dashboards.NODE, Links.cell("node", "Node")));
    }

    /** Returns a table with a row per namespace. */
    static Panel namespaces(String... matchers) {
        String cpu = sum("namespace", Readings.podCpu(matchers));
        String memory = sum("namespace", Readings.podMemory(matchers));
        return Panel.table(
                        "Namespaces",
                        "Current usage of the pods of each namespace. Click a namespace for details.",
                        new String[] {"namespace", "Namespace"},
                        Column.of("Memory", "bytes", memory),
                        Column.of(
                                "Memory of requests",
                                "percentunit",
                                memory + " / " + sum("namespace", Resources.requests("memory", matchers))),
                        Column.of("CPU (cores)", "none", cpu),
                        Column.of(
                                "CPU of requests",
                                "percentunit",
                                cpu + " / " + sum("namespace", Resources.requests("cpu", matchers))),
                        Column.of(
                                "Pods",
                                "short",
                                "count by (cluster, namespace) (" + Readings.podMemory(matchers) + ")"),
                        Column.of("Ephemeral storage", "bytes", sum("namespace", Readings.podDisk(matchers))),
                        Column.of("Received", "bps", sum("namespace", Readings.podNetwork("receive", matchers))),
                        Column.of("Sent", "bps", sum("namespace", Readings.podNetwork("transmit", matchers))))
                .link(
                        "Namespace",
                        "Look into it",
                        Links.to(Dashboards.NAMESPACE, Links.cell("namespace", "Namespace")));
    }

    static Panel nearestToLimit(String... matchers) {
        return Panel.stat(
                        "Nearest to its memory limit",
                        "The container that has used most of its limit; at 1 it is killed.")
                .unit("percentunit")
                .decimals(1)
                .thresholds(new Thresholds(0.85, 0.95))
                .noValue("No container with a limit")
                .query("max(" + Readings.containerMemoryShare(matchers) + ")", "share");
    }

    /** Returns a link from a table's row about a workload. */
    static String workloadLink() {
        return Links.to(Dashboards.WORKLOAD, Links.cell("namespace", "Namespace"), Links.cell("workload", "Workload"));
    }

    static Panel worstNodePressure() {
        Panel panel = Panel.graph(
                        "Pressure on the worst node",
                        "Share of time in which some task of the most affected node waits for CPU, memory or I/O.")
                .unit("percentunit")
                .thresholds(Thresholds.WAITING)
                .noValue(NO_PRESSURE)
                .link("Pressure", Links.to(Dashboards.PRESSURE));
        for (String resource : new String[] {"cpu", "memory", "io"}) {
            panel.query("max(" + Readings.nodePressure(resource, "waiting") + ")", resource);
        }
        return panel;
    }

    static Panel failedScrapes() {
        return Panel.graph(
                        "Failed scrapes by cause",
                        "Failed scrapes of kubelets per second, over all replicas. Normally zero.")
                .unit("ops")
                .noValue("No scrape has ended yet")
                .query(
                        "sum by (cluster, outcome) (" + rate("kubestats_scrapes_total", "outcome!=\"success\"") + ")",
                        "{{outcome}}")
                .link("Kubestats itself", Links.to(Dashboards.SELF));
    }

    static Panel sampleAge() {
        return Panel.graph("Oldest samples", "Age of the samples of the ten nodes with the oldest ones.")
                .unit("s")
                .thresholds(new Thresholds(60, 180))
                .query(top(10, Readings.nodeSampleAge()), "{{node}}")
                .link("Node ${__field.labels.node}", Links.to(Dashboards.NODE, Links.label("node")));
    }
}
