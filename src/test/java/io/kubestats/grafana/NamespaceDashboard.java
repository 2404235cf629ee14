package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.age;
import static io.kubestats.grafana.Promql.sum;
import static io.kubestats.grafana.Promql.top;
import static io.kubestats.grafana.Readings.NAMESPACE;

import java.util.List;

/** One namespace: its workloads and pods, their usage and their requests. */
final class NamespaceDashboard {
    private static final int MOST = 20;

    private NamespaceDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.NAMESPACE,
                "Kubestats / Namespace",
                "One namespace: usage and requests of its workloads and pods.",
                Variable.common(Variable.namespace()),
                List.of(
                        Row.open("The namespace", glance()),
                        Row.open("Workloads", workloads()),
                        Row.open("Pods", pods()),
                        Row.collapsed("Use by pod", use()),
                        Row.collapsed("Network", network()),
                        Row.collapsed("Storage", storage()),
                        Row.collapsed("Pressure", pressure())));
    }

    private static Panel[] glance() {
        return new Panel[] {
            Panel.stat("Pods", "Pods that the kubelets report.")
                    .unit("none")
                    .query("count(" + Readings.podMemory(NAMESPACE) + ")", "pods"),
            Panel.stat("CPU (cores)", "Cores that these pods use together.")
                    .unit("none")
                    .decimals(2)
                    .query(sum(Readings.podCpu(NAMESPACE)), "cores"),
            Panel.stat("CPU of requests", "Cores in use as a share of the containers' requests.")
                    .unit("percentunit")
                    .decimals(0)
                    .noValue(Resources.NOT_WATCHED)
                    .query(
                            sum(Readings.podCpu(NAMESPACE)) + " / " + sum(Resources.requests("cpu", NAMESPACE)),
                            "of requests")
                    .link("Rightsizing", rightsizing()),
            Panel.stat("Memory", "Working set of these pods together.")
                    .unit("bytes")
                    .query(sum(Readings.podMemory(NAMESPACE)), "memory"),
            Panel.stat("Memory of requests", "Working set as a share of the containers' requests.")
                    .unit("percentunit")
                    .decimals(0)
                    .noValue(Resources.NOT_WATCHED)
                    .query(
                            sum(Readings.podMemory(NAMESPACE)) + " / " + sum(Resources.requests("memory", NAMESPACE)),
                            "of requests")
                    .link("Rightsizing", rightsizing()),
            SharedPanels.nearestToLimit(NAMESPACE)
        };
    }

    private static Panel[] workloads() {
        return new Panel[] {
            byWorkload(
                            "CPU by workload (cores)",
                            "Cores of the twenty workloads that use most, and the total requests.",
                            "none",
                            Readings.podCpu(NAMESPACE))
                    .query(sum(Resources.requests("cpu", NAMESPACE)), "requested by all"),
            byWorkload(
                            "Memory by workload",
                            "Working set of the twenty largest workloads, and the total requests.",
                            "bytes",
                            Readings.podMemory(NAMESPACE))
                    .query(sum(Resources.requests("memory", NAMESPACE)), "requested by all"),
            Panel.table(
                            "Each workload",
                            "Current usage of each workload, and the requests of its pods. Click one for details.",
                            new String[] {"namespace", "Namespace", "workload_kind", "Kind", "workload", "Workload"},
                            Column.of(
                                    "Memory", "bytes", Resources.byWorkload(Readings.podMemory(NAMESPACE), NAMESPACE)),
                            Column.of(
                                    "Memory requested",
                                    "bytes",
                                    Resources.byWorkload(Resources.podRequests("memory", NAMESPACE), NAMESPACE)),
                            Column.of(
                                    "CPU (cores)", "none", Resources.byWorkload(Readings.podCpu(NAMESPACE), NAMESPACE)),
                            Column.of(
                                    "CPU requested",
                                    "none",
                                    Resources.byWorkload(Resources.podRequests("cpu", NAMESPACE), NAMESPACE)),
                            Column.of(
                                    "Pods",
                                    "short",
                                    "count by (cluster, " + Resources.WORKLOAD_KEY + ") ("
                                            + Resources.withWorkload(Readings.podMemory(NAMESPACE), NAMESPACE) + ")"))
                    .noValue(Resources.NOT_WATCHED)
                    .link("Workload", "Look into it", SharedPanels.workloadLink())
        };
    }

    private static Panel byWorkload(String title, String description, String unit, String perPod) {
        return Panel.graph(title, description)
                .unit(unit)
                .query(top(MOST, Resources.byWorkload(perPod, NAMESPACE)), "{{workload_kind}} {{workload}}")
                .noValue(Resources.NOT_WATCHED)
                .link(
                        "Workload ${__field.labels.workload}",
                        Links.to(Dashboards.WORKLOAD, Links.label("namespace"), Links.label("workload")));
    }

    private static Panel[] use() {
        return new Panel[] {
            byPod("CPU by pod (cores)", "Cores of the twenty pods that use most.", "none", Readings.podCpu(NAMESPACE)),
            byPod("Memory by pod", "Working set of the twenty largest pods.", "bytes", Readings.podMemory(NAMESPACE))
        };
    }

    private static String rightsizing() {
        return Links.to(Dashboards.RIGHTSIZING, "${namespace:queryparam}");
    }

    private static Panel pods() {
        return Panel.table(
                        "Each pod",
                        "Current usage of each pod, the largest first. Click a pod for details.",
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
            pressure("Stalled for the CPU", "waiting for the CPU", "cpu", "waiting"),
            pressure("Stalled for memory", "waiting for memory", "memory", "waiting"),
            pressure("Stalled for I/O", "waiting for I/O", "io", "waiting")
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
