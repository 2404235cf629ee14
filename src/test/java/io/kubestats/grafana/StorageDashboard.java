package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.one;
import static io.kubestats.grafana.Promql.series;
import static io.kubestats.grafana.Promql.sum;
import static io.kubestats.grafana.Promql.top;
import static io.kubestats.grafana.Readings.NAMESPACE;
import static io.kubestats.grafana.Readings.NODE;

import java.util.List;

/** Use of storage by location, and when it will be full. */
final class StorageDashboard {
    private static final int MOST = 15;
    private static final String NO_CLAIM = "No claim in use here, or no driver that tells its volumes' sizes";

    private StorageDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.STORAGE,
                "Kubestats / Storage",
                "Persistent volume claims, ephemeral storage and the nodes' disks: usage and forecast.",
                Variable.common(Variable.namespaces(), Variable.nodes()),
                List.of(
                        Row.open("Persistent volume claims", claims()),
                        Row.open("Ephemeral storage", ephemeral()),
                        Row.open("Disks of nodes", disks()),
                        Row.collapsed("Inodes", inodes())));
    }

    private static Panel[] claims() {
        return new Panel[] {
            Panel.table(
                            "Claims",
                            "The fullest first. Full in extrapolates the growth of six hours; blank without growth.",
                            new String[] {"namespace", "Namespace", "persistentvolumeclaim", "Claim"},
                            Column.of("Share", "percentunit", Thresholds.SHARE, Readings.claimShare(NAMESPACE)),
                            Column.of("Free", "bytes", claim("kubestats_volume_available_bytes")),
                            Column.of("Size", "bytes", claim("kubestats_volume_capacity_bytes")),
                            Column.of("Full in", "s", Readings.claimFullIn(NAMESPACE)),
                            Column.of("Growth", "Bps", Readings.claimGrowth(NAMESPACE)),
                            Column.of("Inodes", "percentunit", Thresholds.SHARE, Readings.claimInodeShare(NAMESPACE)),
                            Column.of(
                                    "Pods",
                                    "short",
                                    "count by (cluster, namespace, persistentvolumeclaim) ("
                                            + one(
                                                    "namespace, persistentvolumeclaim, pod",
                                                    series(
                                                            "kubestats_volume_capacity_bytes",
                                                            NAMESPACE,
                                                            Readings.CLAIMED))
                                            + ")"))
                    .noValue(NO_CLAIM)
                    .link(
                            "Namespace",
                            "Look into it",
                            Links.to(Dashboards.NAMESPACE, Links.cell("namespace", "Namespace"))),
            byClaim(
                            "Fullest claims",
                            "Share in use of the fifteen fullest claims.",
                            "percentunit",
                            top(MOST, Readings.claimShare(NAMESPACE)))
                    .thresholds(Thresholds.SHARE),
            byClaim(
                            "Full soonest",
                            "Time until claims are full at the growth rate of the last six hours; the first fifteen.",
                            "s",
                            "bottomk(" + MOST + ", " + Readings.claimFullIn(NAMESPACE) + ")")
                    .noValue("No claim grows"),
            byClaim(
                    "Largest claims",
                    "Space in use of the fifteen largest.",
                    "bytes",
                    top(MOST, claim("kubestats_volume_used_bytes"))),
            byClaim(
                    "Fastest growth",
                    "Bytes a second by which claims grew over the last six hours, the fifteen fastest.",
                    "Bps",
                    top(MOST, Readings.claimGrowth(NAMESPACE)))
        };
    }

    private static Panel[] ephemeral() {
        return new Panel[] {
            byPod(
                    "Pods with most ephemeral storage",
                    "Layers, logs and disk-backed emptyDirs of the fifteen pods that use most of their node's disk.",
                    top(MOST, Readings.podDisk(NAMESPACE, NODE))),
            Panel.graph("Ephemeral storage by namespace", "Layers, logs and disk-backed emptyDirs of all pods.")
                    .unit("bytes")
                    .stacked()
                    .query(top(MOST, sum("namespace", Readings.podDisk(NAMESPACE, NODE))), "{{namespace}}"),
            byContainer(
                    "Largest logs",
                    "Space that logs take, the fifteen containers with most.",
                    "kubestats_container_logs_used_bytes"),
            byContainer(
                    "Largest writable layers",
                    "Data that containers wrote outside their volumes, the fifteen with most.",
                    "kubestats_container_rootfs_used_bytes"),
            Panel.table(
                            "Largest volumes without a claim",
                            "emptyDirs, config maps and the like, the 25 with most in use.",
                            new String[] {"namespace", "Namespace", "pod", "Pod", "volume", "Volume"},
                            Column.of(
                                    "Used",
                                    "bytes",
                                    top(
                                            25,
                                            one(
                                                    "namespace, pod, volume",
                                                    series(
                                                            "kubestats_volume_used_bytes",
                                                            NAMESPACE,
                                                            NODE,
                                                            "persistentvolumeclaim=\"\"")))))
                    .noValue("No pod with such a volume")
                    .link(
                            "Pod",
                            "Look into it",
                            Links.to(Dashboards.POD, Links.cell("namespace", "Namespace"), Links.cell("pod", "Pod")))
        };
    }

    private static Panel[] disks() {
        return new Panel[] {
            byNode(
                    "Filesystem of the kubelet",
                    "Share in use, the fifteen fullest nodes.",
                    Readings.nodeDiskShare("fs", NODE)),
            byNode(
                    "Filesystem of images",
                    "Share in use, the fifteen fullest nodes. From 0.85 on, kubelets remove unused images.",
                    Readings.nodeDiskShare("imagefs", NODE))
        };
    }

    private static Panel[] inodes() {
        return new Panel[] {
            byNode(
                    "Inodes of the kubelet's filesystem",
                    "Share in use, the fifteen fullest nodes: a disk without a free inode is full too.",
                    Readings.nodeInodeShare("fs", NODE)),
            byClaim(
                            "Inodes of claims",
                            "Share in use, the fifteen fullest claims.",
                            "percentunit",
                            top(MOST, Readings.claimInodeShare(NAMESPACE)))
                    .thresholds(Thresholds.SHARE)
        };
    }

    private static String claim(String metric) {
        return Readings.claimGauge(metric, NAMESPACE);
    }

    private static Panel byClaim(String title, String description, String unit, String expression) {
        return Panel.graph(title, description)
                .unit(unit)
                .noValue(NO_CLAIM)
                .query(expression, "{{namespace}}/{{persistentvolumeclaim}}")
                .link(
                        "Namespace ${__field.labels.namespace}",
                        Links.to(Dashboards.NAMESPACE, Links.label("namespace")));
    }

    private static Panel byPod(String title, String description, String expression) {
        return Panel.graph(title, description)
                .unit("bytes")
                .query(expression, "{{namespace}}/{{pod}}")
                .link(
                        "Pod ${__field.labels.pod}",
                        Links.to(Dashboards.POD, Links.label("namespace"), Links.label("pod")));
    }

    private static Panel byContainer(String title, String description, String metric) {
        return Panel.graph(title, description)
                .unit("bytes")
                .query(
                        top(MOST, Readings.containerGauge(metric, NAMESPACE, NODE)),
                        "{{namespace}}/{{pod}}/{{container}}")
                .link(
                        "Pod ${__field.labels.pod}",
                        Links.to(Dashboards.POD, Links.label("namespace"), Links.label("pod")));
    }

    private static Panel byNode(String title, String description, String expression) {
        return Panel.graph(title, description)
                .unit("percentunit")
                .thresholds(Thresholds.DISK)
                .query(top(MOST, expression), "{{node}}")
                .link("Node ${__field.labels.node}", Links.to(Dashboards.NODE, Links.label("node")));
    }
}
