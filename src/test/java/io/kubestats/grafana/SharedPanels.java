package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.rate;
import static io.kubestats.grafana.Promql.top;

/** Panels that stand on more than one dashboard. */
final class SharedPanels {
    static final String NO_PRESSURE = "No pressure told: that takes Kubernetes 1.34 or later and cgroup v2";

    private SharedPanels() {}

    /** A row for each node. */
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
                .link("Node", "Look into it", Links.to(Dashboards.NODES, Links.cell("node", "Node")));
    }

    static Panel worstNodePressure() {
        Panel panel = Panel.graph(
                        "Pressure on the worst node",
                        "Share of time in which some task of the node that is worst off waits for CPU, memory or I/O.")
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
                        "Scrapes of kubelets a second that brought nothing, over all replicas. None is right.")
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
                .link("Node ${__field.labels.node}", Links.to(Dashboards.NODES, Links.label("node")));
    }
}
