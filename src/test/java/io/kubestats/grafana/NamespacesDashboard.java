package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.age;
import static io.kubestats.grafana.Promql.sum;
import static io.kubestats.grafana.Promql.top;
import static io.kubestats.grafana.Readings.NAMESPACE;

import java.util.List;

/** Who uses what in one namespace, or in several. */
final class NamespacesDashboard {
    private static final int MOST = 20;

    private NamespacesDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.NAMESPACES,
                "Kubestats / Namespaces",
                "What the pods of the chosen namespaces use; click a pod to look into it.",
                Variable.common(Variable.namespaces()),
                List.of(
                        Row.open("At a glance", glance()),
                        Row.open("Use by pod", use()),
                        Row.open("Pods", pods()),
                        Row.collapsed("Network", network()),
                        Row.collapsed("Storage", storage()),
                        Row.collapsed("Pressure", pressure())));
    }

    private static Panel[] glance() {
        return new Panel[] {
            Panel.stat("Pods", "Pods that the kubelets tell of.")
                    .unit("none")
                    .query("count(" + Readings.podMemory(NAMESPACE) + ")", "pods"),
            Panel.stat("Containers", "Running containers of these pods.")
                    .unit("none")
                    .query(
                            "count("
                                    + Readings.containerGauge("kubestats_container_memory_working_set_bytes", NAMESPACE)
                                    + ")",
                            "containers"),
            Panel.stat("CPU (cores)", "Cores that these pods use together.")
                    .unit("none")
                    .decimals(2)
                    .query(sum(Readings.podCpu(NAMESPACE)), "cores"),
            Panel.stat("Memory", "Working set of these pods together.")
                    .unit("bytes")
                    .query(sum(Readings.podMemory(NAMESPACE)), "memory"),
            Panel.stat("Ephemeral storage", "Layers, logs and disk-backed emptyDirs of these pods together.")
                    .unit("bytes")
                    .query(sum(Readings.podDisk(NAMESPACE)), "storage"),
            Panel.stat(
                            "Nearest to its memory limit",
                            "The container that has used most of its limit; at 1 it is killed.")
                    .unit("percentunit")
                    .decimals(1)
                    .thresholds(new Thresholds(0.85, 0.95))
                    .noValue("No container with a limit")
                    .query("max(" + Readings.containerMemoryShare(NAMESPACE) + ")", "share")
        };
    }

    private static Panel[] use() {
        return new Panel[] {
            byPod("CPU by pod (cores)", "Cores of the twenty pods that use most.", "none", Readings.podCpu(NAMESPACE)),
            byPod("Memory by pod", "Working set of the twenty largest pods.", "bytes", Readings.podMemory(NAMESPACE)),
            Panel.graph("CPU by namespace (cores)", "Cores of all pods of each chosen namespace.")
                    .unit("none")
                    .stacked()
                    .query(sum("namespace", Readings.podCpu(NAMESPACE)), "{{namespace}}"),
            Panel.graph("Memory by namespace", "Working set of all pods of each chosen namespace.")
                    .unit("bytes")
                    .stacked()
                    .query(sum("namespace", Readings.podMemory(NAMESPACE)), "{{namespace}}")
        };
    }

    private static Panel pods() {
        return Panel.table(
                        "Each pod",
                        "What each pod uses now, the largest first. Click a pod to look into it.",
                        new String[] {"namespace", "Namespace", "pod", "Pod"},
                        Column.of("Memory", "bytes", Readings.podMemory(NAMESPACE)),
                        Column.of("CPU (cores)", "none", Readings.podCpu(NAMESPACE)),
                        Column.of("Ephemeral storage", "bytes", Readings.podDisk(NAMESPACE)),
                        Column.of("Received", "bps", Readings.podNetwork("receive", NAMESPACE)),
                        Column.of("Sent", "bps", Readings.podNetwork("transmit", NAMESPACE)),
                        Column.of("Processes", "short", Readings.podGauge("kubestats_pod_processes", NAMESPACE)),
                        Column.of("Age", "s", age(Readings.podGauge("kubestats_pod_start_time_seconds", NAMESPACE))))
                .size(24, 14)
                .link(
                        "Pod",
                        "Look into it",
                        Links.to(Dashboards.POD, Links.cell("namespace", "Namespace"), Links.cell("pod", "Pod")));
    }

    private static Panel[] network() {
        String none = "No traffic told: pods on their node's network have none of their own";
        return new Panel[] {
            byPod(
                            "Received",
                            "Traffic of the twenty pods that receive most.",
                            "bps",
                            Readings.podNetwork("receive", NAMESPACE))
                    .noValue(none),
            byPod(
                            "Sent",
                            "Traffic of the twenty pods that send most.",
                            "bps",
                            Readings.podNetwork("transmit", NAMESPACE))
                    .noValue(none)
        };
    }

    private static Panel[] storage() {
        return new Panel[] {
            byPod(
                    "Ephemeral storage by pod",
                    "Layers, logs and disk-backed emptyDirs of the twenty pods that use most.",
                    "bytes",
                    Readings.podDisk(NAMESPACE)),
            Panel.graph("Claims", "Share in use of the twenty fullest persistent volume claims.")
                    .unit("percentunit")
                    .thresholds(Thresholds.SHARE)
                    .noValue("No claim in use here, or no driver that tells its volumes' sizes")
                    .query(top(MOST, Readings.claimShare(NAMESPACE)), "{{namespace}}/{{persistentvolumeclaim}}")
                    .link("Storage", Links.to(Dashboards.STORAGE, Links.label("namespace")))
        };
    }

    private static Panel[] pressure() {
        return new Panel[] {
            pressure("Held up for the CPU", "waiting for the CPU", "cpu", "waiting"),
            pressure("Held up for memory", "waiting for memory", "memory", "waiting"),
            pressure("Held up for I/O", "waiting for I/O", "io", "waiting")
        };
    }

    private static Panel pressure(String title, String what, String resource, String kind) {
        return byPod(
                        title,
                        "Share of time in which some task of the pod was " + what + ", the twenty worst pods.",
                        "percentunit",
                        Readings.podPressure(resource, kind, NAMESPACE))
                .thresholds(Thresholds.WAITING)
                .noValue(SharedPanels.NO_PRESSURE)
                .size(8, 9);
    }

    private static Panel byPod(String title, String description, String unit, String expression) {
        return Panel.graph(title, description)
                .unit(unit)
                .query(top(MOST, expression), "{{namespace}}/{{pod}}")
                .link(
                        "Pod ${__field.labels.pod}",
                        Links.to(Dashboards.POD, Links.label("namespace"), Links.label("pod")));
    }
}
