package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.age;
import static io.kubestats.grafana.Promql.sum;
import static io.kubestats.grafana.Promql.top;
import static io.kubestats.grafana.Readings.NAMESPACE;

import java.util.List;

/** One workload: a Deployment, StatefulSet, DaemonSet or Job, with a comparison of its pods. */
final class WorkloadDashboard {
    private static final int MOST = 20;
    private static final String WORKLOAD = "workload=~\"$workload\"";

    private WorkloadDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.WORKLOAD,
                "Kubestats / Workload",
                "One workload and its pods: usage, requests, limits.",
                Variable.common(Variable.namespace(), Variable.workload()),
                List.of(
                        Row.open("The workload", glance()),
                        Row.open("CPU and memory", use()),
                        Row.open("Pods", pods()),
                        Row.collapsed("Network and storage", networkAndStorage()),
                        Row.collapsed("Pressure", pressure())));
    }

    private static Panel[] glance() {
        String cpu = sum(of(Readings.podCpu(NAMESPACE)));
        String memory = sum(of(Readings.podMemory(NAMESPACE)));
        return new Panel[] {
            Panel.stat("Pods", "Running pods of this workload.")
                    .unit("none")
                    .query("count(" + of(Readings.podMemory(NAMESPACE)) + ")", "pods"),
            Panel.stat("CPU (cores)", "Cores that these pods use together.")
                    .unit("none")
                    .decimals(3)
                    .query(cpu, "cores"),
            Panel.stat("CPU of requests", "Cores in use as a share of the containers' requests.")
                    .unit("percentunit")
                    .decimals(0)
                    .noValue("No requests")
                    .query(cpu + " / " + sum(of(Resources.podRequests("cpu", NAMESPACE))), "of requests")
                    .link("Rightsizing", rightsizing()),
            Panel.stat("Memory", "Working set of these pods together.")
                    .unit("bytes")
                    .query(memory, "memory"),
            Panel.stat("Memory of requests", "Working set as a share of the containers' requests.")
                    .unit("percentunit")
                    .decimals(0)
                    .noValue("No requests")
                    .query(memory + " / " + sum(of(Resources.podRequests("memory", NAMESPACE))), "of requests")
                    .link("Rightsizing", rightsizing()),
            Panel.stat("Youngest pod", "Age of the youngest pod.")
                    .unit("s")
                    .query(
                            "min(" + age(of(Readings.podGauge("kubestats_pod_start_time_seconds", NAMESPACE))) + ")",
                            "age")
        };
    }

    private static Panel[] use() {
        return new Panel[] {
            byPod("CPU by pod (cores)", "Cores of the twenty pods that use most.", "none", Readings.podCpu(NAMESPACE)),
            byPod("Memory by pod", "Working set of the twenty largest pods.", "bytes", Readings.podMemory(NAMESPACE)),
            against(
                    "CPU: use, requests, limits (cores)",
                    "Cores of all pods, with the requests and limits of their containers.",
                    "none",
                    "cpu",
                    Readings.podCpu(NAMESPACE)),
            against(
                    "Memory: use, requests, limits",
                    "Working set of all pods, with the requests and limits of their containers.",
                    "bytes",
                    "memory",
                    Readings.podMemory(NAMESPACE))
        };
    }

    private static Panel against(String title, String description, String unit, String resource, String use) {
        return Panel.graph(title, description)
                .unit(unit)
                .query(sum(of(use)), "in use")
                .query(sum(of(Resources.podRequests(resource, NAMESPACE))), "requested")
                .query(sum(of(sum(Readings.POD_KEY, Resources.limits(resource, NAMESPACE)))), "limit");
    }

    private static Panel pods() {
        return Panel.table(
                        "Each pod",
                        "Current usage of each pod, the largest first. Click a pod for details.",
                        new String[] {"namespace", "Namespace", "pod", "Pod"},
                        Column.of("Memory", "bytes", perPod(Readings.podMemory(NAMESPACE))),
                        Column.of("CPU (cores)", "none", perPod(Readings.podCpu(NAMESPACE))),
                        Column.of("Ephemeral storage", "bytes", perPod(Readings.podDisk(NAMESPACE))),
                        Column.of(
                                "Age",
                                "s",
                                age(perPod(Readings.podGauge("kubestats_pod_start_time_seconds", NAMESPACE)))))
                .link(
                        "Pod",
                        "Look into it",
                        Links.to(Dashboards.POD, Links.cell("namespace", "Namespace"), Links.cell("pod", "Pod")));
    }

    private static Panel[] networkAndStorage() {
        return new Panel[] {
            Panel.graph("Network", "Received above zero, sent below, over all pods.")
                    .unit("bps")
                    .noValue("None of their own: these pods are on their nodes' network")
                    .query(sum(of(Readings.podNetwork("receive", NAMESPACE))), "received")
                    .mirrored(sum(of(Readings.podNetwork("transmit", NAMESPACE))), "sent"),
            byPod(
                    "Ephemeral storage by pod",
                    "Layers, logs and disk-backed emptyDirs of the twenty pods that use most.",
                    "bytes",
                    Readings.podDisk(NAMESPACE))
        };
    }

    private static Panel[] pressure() {
        return new Panel[] {pressure("CPU", "cpu"), pressure("memory", "memory"), pressure("I/O", "io")};
    }

    private static Panel pressure(String what, String resource) {
        return byPod(
                        "Stalled for " + what,
                        "Share of time in which some task of the pod waited for " + what + ", the twenty worst pods.",
                        "percentunit",
                        Readings.podPressure(resource, "waiting", NAMESPACE))
                .thresholds(Thresholds.WAITING)
                .noValue(SharedPanels.NO_PRESSURE)
                .size(8, 9);
    }

    private static Panel byPod(String title, String description, String unit, String expression) {
        return Panel.graph(title, description)
                .unit(unit)
                .query(top(MOST, perPod(expression)), "{{pod}}")
                .link(
                        "Pod ${__field.labels.pod}",
                        Links.to(Dashboards.POD, Links.label("namespace"), Links.label("pod")));
    }

    /** Returns {@code perPod} for this workload's pods only. */
    private static String of(String perPod) {
        return Resources.withWorkload(perPod, NAMESPACE, WORKLOAD);
    }

    private static String perPod(String perPod) {
        return sum(Readings.POD_KEY, of(perPod));
    }

    private static String rightsizing() {
        return Links.to(Dashboards.RIGHTSIZING, "${namespace:queryparam}");
    }
}
