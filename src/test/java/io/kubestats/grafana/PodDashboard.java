package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.age;
import static io.kubestats.grafana.Promql.one;
import static io.kubestats.grafana.Promql.rate;
import static io.kubestats.grafana.Promql.series;
import static io.kubestats.grafana.Promql.sum;
import static io.kubestats.grafana.Readings.NAMESPACE;
import static io.kubestats.grafana.Readings.POD;

import java.util.List;

/** One pod and its containers. */
final class PodDashboard {
    private static final String[] CONTAINER = {"container", "Container"};

    private PodDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.POD,
                "Kubestats / Pod",
                "One pod and its containers.",
                Variable.common(Variable.namespace(), Variable.pod()),
                List.of(
                        Row.open("The pod", glance()),
                        Row.open("CPU and memory", use()),
                        Row.open("Pressure", pressure()),
                        Row.open("Network and storage", networkAndStorage()),
                        Row.collapsed("Memory in detail", memory()),
                        Row.collapsed("Containers", containers())));
    }

    private static Panel[] glance() {
        return new Panel[] {
            Panel.stat("Node", "Node of the pod.")
                    .unit("none")
                    .named()
                    .query(one("node", series("kubestats_pod_info", NAMESPACE, POD)), "{{node}}")
                    .link("Look into the node", Links.to(Dashboards.NODE, Links.label("node"))),
            Panel.stat("Workload", "Owner of the pod.")
                    .unit("none")
                    .named()
                    .noValue(Resources.NOT_WATCHED)
                    .query(
                            one("namespace, workload_kind, workload", series("kubestats_pod_info", NAMESPACE, POD)),
                            "{{workload_kind}} {{workload}}")
                    .link(
                            "Look into the workload",
                            Links.to(Dashboards.WORKLOAD, Links.label("namespace"), Links.label("workload"))),
            Panel.stat("Age", "How long ago the pod started.")
                    .unit("s")
                    .query(age(pod("kubestats_pod_start_time_seconds")), "age"),
            Panel.stat("CPU (cores)", "Cores that the pod uses, its sandbox included.")
                    .unit("none")
                    .decimals(3)
                    .query(Readings.podCpu(NAMESPACE, POD), "cores"),
            Panel.stat("Memory", "Working set of the pod, its sandbox included.")
                    .unit("bytes")
                    .query(pod("kubestats_pod_memory_working_set_bytes"), "memory"),
            Panel.stat("Ephemeral storage", "Layers, logs and disk-backed emptyDirs.")
                    .unit("bytes")
                    .query(pod("kubestats_pod_ephemeral_storage_used_bytes"), "storage"),
            Panel.stat("Processes", "Processes in the pod.")
                    .unit("none")
                    .noValue("This kubelet tells none")
                    .query(pod("kubestats_pod_processes"), "processes")
        };
    }

    private static Panel[] use() {
        return new Panel[] {
            byContainer(
                            "CPU by container (cores)",
                            "Cores that each container uses, with its request and limit.",
                            "none",
                            Readings.containerCpu(NAMESPACE, POD))
                    .query(Resources.requests("cpu", NAMESPACE, POD), "{{container}} requested")
                    .query(Resources.limits("cpu", NAMESPACE, POD), "{{container}} limit"),
            byContainer(
                            "Memory by container",
                            "Working set of each container, which counts against its limit, and its request.",
                            "bytes",
                            container("kubestats_container_memory_working_set_bytes"))
                    .query(Resources.requests("memory", NAMESPACE, POD), "{{container}} requested")
                    .query(Resources.limits("memory", NAMESPACE, POD), "{{container}} limit"),
            byContainer(
                            "Memory against the limit",
                            "Working set as a share of the limit; a container that reaches 1 is killed.",
                            "percentunit",
                            Readings.containerMemoryShare(NAMESPACE, POD))
                    .thresholds(new Thresholds(0.85, 0.95))
                    .noValue("No container of this pod has a limit"),
            byContainer(
                            "Starts",
                            "Restarts of each container in the selected time range.",
                            "short",
                            one(
                                    "namespace, pod, container",
                                    "changes(" + series("kubestats_container_start_time_seconds", NAMESPACE, POD)
                                            + "[$__range])"))
                    .thresholds(Thresholds.ANY)
        };
    }

    private static Panel[] pressure() {
        return new Panel[] {
            pressure("CPU", "the CPU: too low a limit, or a busy node", "cpu"),
            pressure("Memory", "memory: near the limit, or a full node", "memory"),
            pressure("I/O", "I/O: a slow or busy disk", "io")
        };
    }

    private static Panel pressure(String title, String what, String resource) {
        return Panel.graph(
                        title + " pressure",
                        "Share of time in which some tasks, or all, were stalled for " + what + ".")
                .unit("percentunit")
                .thresholds(Thresholds.WAITING)
                .noValue(SharedPanels.NO_PRESSURE)
                .size(8, 9)
                .query(Readings.containerPressure(resource, "waiting", NAMESPACE, POD), "{{container}} some")
                .query(Readings.containerPressure(resource, "stalled", NAMESPACE, POD), "{{container}} all");
    }

    private static Panel[] networkAndStorage() {
        String errors = "namespace, pod, interface";
        return new Panel[] {
            Panel.graph("Network", "Received above zero, sent below, over all interfaces of the pod.")
                    .unit("bps")
                    .noValue("None of its own: this pod is on its node's network")
                    .query(Readings.podNetwork("receive", NAMESPACE, POD), "received")
                    .mirrored(Readings.podNetwork("transmit", NAMESPACE, POD), "sent"),
            Panel.graph("Network errors", "Erroneous packets per second. Normally zero.")
                    .unit("pps")
                    .noValue("None of its own: this pod is on its node's network")
                    .query(
                            one(errors, rate("kubestats_pod_network_receive_errors_total", NAMESPACE, POD)),
                            "{{interface}} received")
                    .mirrored(
                            one(errors, rate("kubestats_pod_network_transmit_errors_total", NAMESPACE, POD)),
                            "{{interface}} sent"),
            Panel.graph(
                            "Ephemeral storage by container",
                            "Space of each container's layer and logs on the node's disk.")
                    .unit("bytes")
                    .stacked()
                    .query(container("kubestats_container_rootfs_used_bytes"), "{{container}} layer")
                    .query(container("kubestats_container_logs_used_bytes"), "{{container}} logs"),
            volumes()
        };
    }

    private static Panel volumes() {
        String used = volume("kubestats_volume_used_bytes");
        return Panel.table(
                        "Volumes",
                        "The pod's volumes. A volume on the node's disk shows that disk's size.",
                        new String[] {"volume", "Volume", "persistentvolumeclaim", "Claim"},
                        Column.of("Used", "bytes", used),
                        Column.of("Size", "bytes", volume("kubestats_volume_capacity_bytes")),
                        Column.of(
                                "Share",
                                "percentunit",
                                Thresholds.SHARE,
                                used + " / " + volume("kubestats_volume_capacity_bytes")),
                        Column.of("Free", "bytes", volume("kubestats_volume_available_bytes")),
                        Column.of("Inodes used", "short", volume("kubestats_volume_inodes_used")))
                .size(12, 9)
                .noValue("No volume that the kubelet measures");
    }

    private static String volume(String metric) {
        return one("volume, persistentvolumeclaim", series(metric, NAMESPACE, POD));
    }

    private static Panel[] memory() {
        return new Panel[] {
            byContainer(
                    "Resident set",
                    "Anonymous memory of each container, the swap cache included.",
                    "bytes",
                    container("kubestats_container_memory_rss_bytes")),
            byContainer(
                    "Usage with cache",
                    "All memory in use, including page cache that can be reclaimed.",
                    "bytes",
                    container("kubestats_container_memory_usage_bytes")),
            byContainer(
                            "Swap in use",
                            "Swap that each container uses.",
                            "bytes",
                            container("kubestats_container_swap_usage_bytes"))
                    .noValue("No swap on this node"),
            byContainer(
                    "Page faults that needed the disk",
                    "Major page faults per second: many of them mean that the container is short of memory.",
                    "ops",
                    one(
                            "namespace, pod, container",
                            rate("kubestats_container_memory_major_page_faults_total", NAMESPACE, POD)))
        };
    }

    private static Panel containers() {
        return Panel.table(
                "Containers",
                "Current usage of each container.",
                CONTAINER,
                Column.of(
                        "Memory", "bytes", sum("container", container("kubestats_container_memory_working_set_bytes"))),
                Column.of("CPU (cores)", "none", sum("container", Readings.containerCpu(NAMESPACE, POD))),
                Column.of("Layer", "bytes", sum("container", container("kubestats_container_rootfs_used_bytes"))),
                Column.of("Logs", "bytes", sum("container", container("kubestats_container_logs_used_bytes"))),
                Column.of(
                        "Running for",
                        "s",
                        age("max by (cluster, container) ("
                                + series("kubestats_container_start_time_seconds", NAMESPACE, POD) + ")")));
    }

    private static String pod(String metric) {
        return Readings.podGauge(metric, NAMESPACE, POD);
    }

    private static String container(String metric) {
        return Readings.containerGauge(metric, NAMESPACE, POD);
    }

    private static Panel byContainer(String title, String description, String unit, String expression) {
        return Panel.graph(title, description).unit(unit).query(expression, "{{container}}");
    }
}
