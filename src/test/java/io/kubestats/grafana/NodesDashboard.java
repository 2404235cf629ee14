package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.age;
import static io.kubestats.grafana.Promql.one;
import static io.kubestats.grafana.Promql.rate;
import static io.kubestats.grafana.Promql.series;
import static io.kubestats.grafana.Promql.top;
import static io.kubestats.grafana.Readings.NODE;

import java.util.List;

/** All nodes beside each other, or one of them down to its system containers. */
final class NodesDashboard {
    private NodesDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.NODES,
                "Kubestats / Nodes",
                "All nodes beside each other; choose one above, or click it, to look into it.",
                Variable.common(Variable.nodes()),
                List.of(
                        Row.open("Nodes", SharedPanels.nodes("The chosen nodes, the fullest first.", NODE)),
                        Row.open("Use", use()),
                        Row.open("Pods of the chosen nodes", pods()),
                        Row.collapsed("Memory in detail", memory()),
                        Row.collapsed("Disks", disks()),
                        Row.collapsed("Network", network()),
                        Row.collapsed("Pressure", pressure()),
                        Row.collapsed("System containers, processes, uptime", system())));
    }

    private static Panel[] use() {
        return new Panel[] {
            byNode("CPU (cores)", "Cores that each node uses.", "none", Readings.nodeCpu(NODE)),
            byNode(
                            "Memory in use",
                            "Working set of each node as a share of its memory.",
                            "percentunit",
                            Readings.nodeMemoryShare(NODE))
                    .thresholds(Thresholds.SHARE)
        };
    }

    private static Panel[] pods() {
        return new Panel[] {
            Panel.table(
                            "Pods with most memory",
                            "The 25 pods with the largest working set. Click a pod to look into it.",
                            new String[] {"namespace", "Namespace", "pod", "Pod", "node", "Node"},
                            Column.of(
                                    "Memory",
                                    "bytes",
                                    top(
                                            25,
                                            one(
                                                    "node, namespace, pod",
                                                    series("kubestats_pod_memory_working_set_bytes", NODE)))))
                    .size(12, 10)
                    .link("Pod", "Look into it", podLink()),
            Panel.table(
                            "Pods with most CPU",
                            "The 25 pods that use most cores. Click a pod to look into it.",
                            new String[] {"namespace", "Namespace", "pod", "Pod", "node", "Node"},
                            Column.of(
                                    "CPU (cores)",
                                    "none",
                                    top(
                                            25,
                                            one(
                                                    "node, namespace, pod",
                                                    rate("kubestats_pod_cpu_usage_seconds_total", NODE)))))
                    .size(12, 10)
                    .link("Pod", "Look into it", podLink())
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
                    "What the kubelet counts as available; below its threshold, 100 MiB by default, it evicts pods.",
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
                    "Major page faults a second: many of them for long are a node short of memory.",
                    "ops",
                    one("node", rate("kubestats_node_memory_major_page_faults_total", NODE))),
            byNode("Swap in use", "Swap that each node uses.", "bytes", gauge("kubestats_node_swap_usage_bytes"))
                    .noValue("No swap on these nodes")
        };
    }

    private static Panel[] disks() {
        return new Panel[] {
            disk("Filesystem of the kubelet", "emptyDirs, logs and, where there is one disk, images.", "fs"),
            disk("Filesystem of images", "Where the runtime keeps images; often the same as the kubelet's.", "imagefs"),
            byNode(
                            "Inodes of the kubelet's filesystem",
                            "Inodes in use as a share of all: a disk without a free one is full too.",
                            "percentunit",
                            Readings.nodeInodeShare("fs", NODE))
                    .thresholds(Thresholds.DISK),
            byNode(
                            "Inodes of the images' filesystem",
                            "Inodes in use as a share of all.",
                            "percentunit",
                            Readings.nodeInodeShare("imagefs", NODE))
                    .thresholds(Thresholds.DISK)
        };
    }

    private static Panel disk(String title, String what, String filesystem) {
        return byNode(
                        title,
                        "Space in use as a share of all. " + what + " From 0.85 on, kubelets remove unused images.",
                        "percentunit",
                        Readings.nodeDiskShare(filesystem, NODE))
                .thresholds(Thresholds.DISK);
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
            Panel.graph("Errors by interface", "Packets a second that went wrong. None is right.")
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
        return Panel.graph(title, "Share of time in which some tasks, or all, were held up for " + what + ".")
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
                            "Up since",
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
        return Panel.graph(title, description)
                .unit(unit)
                .query(expression, "{{node}}")
                .link("Node ${__field.labels.node}", Links.to(Dashboards.NODES, Links.label("node")));
    }

    private static String podLink() {
        return Links.to(Dashboards.POD, Links.cell("namespace", "Namespace"), Links.cell("pod", "Pod"));
    }
}
