package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.one;
import static io.kubestats.grafana.Promql.rate;
import static io.kubestats.grafana.Promql.series;
import static io.kubestats.grafana.Promql.top;
import static io.kubestats.grafana.Readings.NODE;

import java.util.List;

/** Comparison of all nodes. */
final class NodesDashboard {
    private NodesDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.NODES,
                "Kubestats / Nodes",
                "Comparison of all nodes; click one for details.",
                Variable.common(Variable.nodes()),
                List.of(
                        Row.open("Nodes", SharedPanels.nodes("The chosen nodes, the fullest first.", NODE)),
                        Row.open("Use", use()),
                        Row.open("Pods of the chosen nodes", pods()),
                        Row.collapsed("Disks", disks())));
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

    private static Panel byNode(String title, String description, String unit, String expression) {
        return Panel.graph(title, description)
                .unit(unit)
                .query(expression, "{{node}}")
                .link("Node ${__field.labels.node}", Links.to(Dashboards.NODE, Links.label("node")));
    }

    private static String podLink() {
        return Links.to(Dashboards.POD, Links.cell("namespace", "Namespace"), Links.cell("pod", "Pod"));
    }
}
