package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.age;
import static io.kubestats.grafana.Promql.one;
import static io.kubestats.grafana.Promql.rate;
import static io.kubestats.grafana.Promql.series;
import static io.kubestats.grafana.Promql.sum;
import static io.kubestats.grafana.Promql.top;
import static io.kubestats.grafana.Readings.NODE;

import java.util.List;

/** One node: how full it is, by which consumers, down to its system containers. */
final class NodeDashboard {
    private static final int MOST = 15;

    private NodeDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.NODE,
                "Kubestats / Node",
                "One node: its usage, the pods that cause it, and the state of its kubelet.",
                Variable.common(Variable.node()),
                List.of(
                        Row.open("The node", glance()),
                        Row.open("CPU and memory", use()),
                        Row.open("Who uses it", users()),
                        Row.collapsed("Memory in detail", memory()),
                        Row.collapsed("Disks", disks()),
                        Row.collapsed("Network", network()),
                        Row.collapsed("Pressure", pressure()),
                        Row.collapsed("System containers, processes, uptime", system()),
                        Row.collapsed("Node Exporter", NodeExporterPanels.panels())));
    }

    private static Panel[] glance() {
        return new Panel[] {
            Panel.stat("Reached", "Whether the last scrape of the kubelet succeeded, for every replica of Kubestats.")
                    .unit("bool_yes_no")
                    .query(Readings.nodeReached(NODE), "reached")
                    .link("Kubestats itself", Links.to(Dashboards.SELF)),
            Panel.stat("CPU in use", "Cores in use as a share of the allocatable cores.")
                    .unit("percentunit")
                    .decimals(1)
                    .thresholds(Thresholds.SHARE)
                    .noValue(Resources.NOT_WATCHED)
                    .query(Readings.nodeCpu(NODE) + " / " + Resources.allocatable("cpu", NODE), "in use"),
            Panel.stat("Memory in use", "Working set as a share of the node's memory.")
                    .unit("percentunit")
                    .decimals(1)
                    .thresholds(Thresholds.SHARE)
                    .query(Readings.nodeMemoryShare(NODE), "in use"),
            Panel.stat("Disk in use", "Share in use of the filesystem of the kubelet.")
                    .unit("percentunit")
                    .decimals(1)
                    .thresholds(Thresholds.DISK)
                    .query(Readings.nodeDiskShare("fs", NODE), "in use")
                    .link("Storage", Links.to(Dashboards.STORAGE, Links.label("node"))),
            Panel.stat("Pods", "Pods that the kubelet reports.")
                    .unit("none")
                    .query("count(" + one("node, namespace, pod", series("kubestats_pod_info", NODE)) + ")", "pods"),
            Panel.stat("Kubelet", "Version of the kubelet.")
                    .unit("none")
                    .named()
                    .noValue(Resources.NOT_WATCHED)
                    .query(one("node, kubelet_version", series("kubestats_node_info", NODE)), "{{kubelet_version}}")
        };
    }

    private static Panel[] use() {
        return new Panel[] {
            Panel.graph("CPU (cores)", "Cores in use, requested by the node's pods, and allocatable.")
                    .unit("none")
                    .query(Readings.nodeCpu(NODE), "in use")
                    .query(sum("node", Resources.nodeRequests("cpu", NODE)), "requested")
                    .query(Resources.allocatable("cpu", NODE), "allocatable"),
            Panel.graph("Memory", "Working set, requests of the node's pods, and allocatable memory.")
                    .unit("bytes")
                    .query(gauge("kubestats_node_memory_working_set_bytes"), "in use")
                    .query(sum("node", Resources.nodeRequests("memory", NODE)), "requested")
                    .query(Resources.allocatable("memory", NODE), "allocatable")
        };
    }

    private static Panel[] users() {
        return new Panel[] {
            byPod("CPU by pod (cores)", "Cores of the fifteen pods that use most.", "none", Readings.podCpu(NODE)),
            byPod("Memory by pod", "Working set of the fifteen largest pods.", "bytes", Readings.podMemory(NODE)),
            Panel.table(
                            "Each pod",
                            "Current usage of each pod of the node. Click a pod for details.",
                            new String[] {"namespace", "Namespace", "pod", "Pod"},
                            Column.of("Memory", "bytes", Readings.podMemory(NODE)),
                            Column.of("CPU (cores)", "none", Readings.podCpu(NODE)),
                            Column.of("Memory requested", "bytes", Resources.podRequests("memory", NODE)),
                            Column.of("CPU requested", "none", Resources.podRequests("cpu", NODE)),
                            Column.of("Ephemeral storage", "bytes", Readings.podDisk(NODE)),
                            Column.of("Age", "s", age(Readings.podGauge("kubestats_pod_start_time_seconds", NODE))))
                    .link(
                            "Namespace",
                            "Look into it",
                            Links.to(Dashboards.NAMESPACE, Links.cell("namespace", "Namespace")))
                    .link(
                            "Pod",
                            "Look into it",
                            Links.to(Dashboards.POD, Links.cell("namespace", "Namespace"), Links.cell("pod", "Pod")))
        };
    }

    private static Panel[] memory() {
        return new Panel[] {
            byNode(
                    "Working set",
                    "Memory that the kernel cannot readily reclaim.",
                    "bytes",
                    gauge("kubestats_node_memory_working_set_bytes")),
            byNode(
                    "Memory left",
                    "Available memory by the kubelet's count; below its threshold, 100 MiB by default, it evicts pods.",
                    "bytes",
                    gauge("kubestats_node_memory_available_bytes")),
            byNode(
                    "Resident set",
                    "Anonymous memory, the swap cache included.",
                    "bytes",
                    gauge("kubestats_node_memory_rss_bytes")),
            byNode(
                    "Usage with cache",
                    "All memory in use, including page cache that can be reclaimed.",
                    "bytes",
                    gauge("kubestats_node_memory_usage_bytes")),
            byNode(
                    "Page faults that needed the disk",
                    "Major page faults per second: many of them for long mean that the node is short of memory.",
                    "ops",
                    one("node", rate("kubestats_node_memory_major_page_faults_total", NODE))),
            byNode("Swap in use", "Swap that each node uses.", "bytes", gauge("kubestats_node_swap_usage_bytes"))
                    .noValue("No swap on these nodes")
        };
    }

    private static Panel[] disks() {
        return new Panel[] {
            Panel.graph("Space", "Share in use of the node's filesystems; from 0.85 on, kubelets remove images.")
                    .unit("percentunit")
                    .thresholds(Thresholds.DISK)
                    .query(Readings.nodeDiskShare("fs", NODE), "kubelet")
                    .query(Readings.nodeDiskShare("imagefs", NODE), "images"),
            Panel.graph("Inodes", "Share in use of the inodes: a disk without a free one is full too.")
                    .unit("percentunit")
                    .thresholds(Thresholds.DISK)
                    .query(Readings.nodeInodeShare("fs", NODE), "kubelet")
                    .query(Readings.nodeInodeShare("imagefs", NODE), "images"),
            byPod(
                    "Ephemeral storage by pod",
                    "Layers, logs and disk-backed emptyDirs of the fifteen pods that use most.",
                    "bytes",
                    Readings.podDisk(NODE))
        };
    }

    private static Panel[] network() {
        return new Panel[] {
            Panel.graph("Traffic by interface", "Received above zero, sent below. Interfaces of pods are left out.")
                    .unit("bps")
                    .query(
                            "8 * " + byInterface("kubestats_node_network_receive_bytes_total"),
                            "{{node}} {{interface}} received")
                    .mirrored(
                            "8 * " + byInterface("kubestats_node_network_transmit_bytes_total"),
                            "{{node}} {{interface}} sent"),
            Panel.graph("Errors by interface", "Erroneous packets per second. Normally zero.")
                    .unit("pps")
                    .query(
                            byInterface("kubestats_node_network_receive_errors_total"),
                            "{{node}} {{interface}} received")
                    .mirrored(
                            byInterface("kubestats_node_network_transmit_errors_total"), "{{node}} {{interface}} sent")
        };
    }

    private static String byInterface(String counter) {
        return one("node, interface", rate(counter, NODE));
    }

    private static Panel[] pressure() {
        return new Panel[] {
            pressure("CPU pressure", "the CPU", "cpu"),
            pressure("Memory pressure", "memory", "memory"),
            pressure("I/O pressure", "I/O", "io")
        };
    }

    private static Panel pressure(String title, String what, String resource) {
        return Panel.graph(title, "Share of time in which some tasks, or all, were stalled for " + what + ".")
                .unit("percentunit")
                .thresholds(Thresholds.WAITING)
                .noValue(SharedPanels.NO_PRESSURE)
                .size(8, 9)
                .query(Readings.nodePressure(resource, "waiting", NODE), "{{node}} some")
                .query(Readings.nodePressure(resource, "stalled", NODE), "{{node}} all");
    }

    private static Panel[] system() {
        String key = "node, system_container";
        return new Panel[] {
            Panel.graph("System containers: CPU (cores)", "Cores of the kubelet, the runtime, and all pods together.")
                    .unit("none")
                    .query(
                            one(key, rate("kubestats_system_container_cpu_usage_seconds_total", NODE)),
                            "{{node}} {{system_container}}"),
            Panel.graph("System containers: memory", "Working set of the kubelet, the runtime, and all pods together.")
                    .unit("bytes")
                    .query(
                            one(key, series("kubestats_system_container_memory_working_set_bytes", NODE)),
                            "{{node}} {{system_container}}"),
            byNode(
                            "Tasks",
                            "Running tasks as a share of what the node allows; at 1, nothing can be started.",
                            "percentunit",
                            gauge("kubestats_node_pids") + " / " + gauge("kubestats_node_pids_max"))
                    .thresholds(Thresholds.SHARE),
            Panel.table(
                            "Uptime",
                            "How long ago each node booted.",
                            new String[] {"node", "Node"},
                            Column.of("Uptime", "s", age(gauge("kubestats_node_boot_time_seconds"))))
                    .size(12, 9)
        };
    }

    private static String gauge(String metric) {
        return Readings.nodeGauge(metric, NODE);
    }

    private static Panel byNode(String title, String description, String unit, String expression) {
        return Panel.graph(title, description).unit(unit).query(expression, "{{node}}");
    }

    private static Panel byPod(String title, String description, String unit, String expression) {
        return Panel.graph(title, description)
                .unit(unit)
                .stacked()
                .query(top(MOST, expression), "{{namespace}}/{{pod}}")
                .link(
                        "Pod ${__field.labels.pod}",
                        Links.to(Dashboards.POD, Links.label("namespace"), Links.label("pod")));
    }
}
