package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.recorded;
import static io.kubestats.grafana.Promql.sum;
import static io.kubestats.grafana.Promql.top;
import static io.kubestats.grafana.Readings.NAMESPACE;

import java.util.List;

/**
 * Requests compared with usage: workloads that request more than they need, or less. Usage is summed over a workload's
 * pods by the recording rules, so that a week can be queried.
 */
final class RightsizingDashboard {
    private static final int MOST = 20;
    private static final String CPU = "cluster_namespace_workload:kubestats_container_cpu_usage_seconds:sum_rate5m";
    private static final String MEMORY = "cluster_namespace_workload:kubestats_container_memory_working_set_bytes:sum";
    private static final String RULES = "No data: the recording rules of Kubestats are not loaded, or are young";

    private RightsizingDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.RIGHTSIZING,
                "Kubestats / Rightsizing",
                "Requests compared with usage. Usage is the 95th percentile of the last week, which is exceeded in one"
                        + " hour of twenty.",
                Variable.common(Variable.namespaces()),
                List.of(
                        Row.open("Together", glance()),
                        Row.open("CPU", workloads("CPU", "cpu", "none", CPU)),
                        Row.open("Memory", workloads("Memory", "memory", "bytes", MEMORY)),
                        Row.open("No request at all", without())));
    }

    private static Panel[] glance() {
        return new Panel[] {
            stat("CPU requested (cores)", "Requests of the containers, in cores.", "none")
                    .query(sum(Resources.requests("cpu", NAMESPACE)), "cores"),
            stat("CPU used (cores)", "95th percentile of the week, over all workloads.", "none")
                    .query(sum(ofWeek(CPU)), "cores"),
            stat("CPU requested and not used (cores)", "Requests beyond usage.", "none")
                    .query(sum(waste("cpu", CPU)), "cores"),
            stat("Memory requested", "Requests of the containers.", "bytes")
                    .query(sum(Resources.requests("memory", NAMESPACE)), "bytes"),
            stat("Memory used", "95th percentile of the week, over all workloads.", "bytes")
                    .query(sum(ofWeek(MEMORY)), "bytes"),
            stat("Memory requested and not used", "Requests beyond usage.", "bytes")
                    .query(sum(waste("memory", MEMORY)), "bytes")
        };
    }

    private static Panel stat(String title, String description, String unit) {
        return Panel.stat(title, description).unit(unit).noValue(RULES);
    }

    private static Panel[] workloads(String title, String resource, String unit, String use) {
        String requested = requested(resource);
        return new Panel[] {
            Panel.table(
                            title + ": requests beyond usage",
                            "The workloads with the largest unused requests, and the share of requests that they use.",
                            new String[] {"namespace", "Namespace", "workload_kind", "Kind", "workload", "Workload"},
                            Column.of("Not used", unit, top(MOST, waste(resource, use))),
                            Column.of("Requested", unit, requested),
                            Column.of("Used", unit, ofWeek(use)),
                            Column.of("Of requests", "percentunit", ofWeek(use) + " / " + requested))
                    .size(12, 10)
                    .noValue(RULES)
                    .link("Workload", "Look into it", SharedPanels.workloadLink()),
            Panel.table(
                            title + ": usage beyond requests",
                            "Workloads with the highest usage of their requests: above 1, they are the first to slow"
                                    + " down on a full node.",
                            new String[] {"namespace", "Namespace", "workload_kind", "Kind", "workload", "Workload"},
                            Column.of(
                                    "Of requests",
                                    "percentunit",
                                    Thresholds.OF_REQUESTS,
                                    top(MOST, ofWeek(use) + " / " + requested)),
                            Column.of("Requested", unit, requested),
                            Column.of("Used", unit, ofWeek(use)))
                    .size(12, 10)
                    .noValue(RULES)
                    .link("Workload", "Look into it", SharedPanels.workloadLink())
        };
    }

    private static Panel[] without() {
        return new Panel[] {
            noRequest("CPU without a request", "cpu", "none", Readings.containerCpu(NAMESPACE)),
            noRequest(
                    "Memory without a request",
                    "memory",
                    "bytes",
                    Readings.containerGauge("kubestats_container_memory_working_set_bytes", NAMESPACE))
        };
    }

    private static Panel noRequest(String title, String resource, String unit, String use) {
        return Panel.table(
                        title,
                        "The containers with the highest usage and no request: no capacity is reserved for them.",
                        new String[] {"namespace", "Namespace", "pod", "Pod", "container", "Container"},
                        Column.of(
                                "Used",
                                unit,
                                top(
                                        MOST,
                                        use + " unless on (cluster, namespace, pod, container) "
                                                + Resources.requests(resource, NAMESPACE))))
                .size(12, 10)
                .noValue("Every container has a request")
                .link(
                        "Pod",
                        "Look into it",
                        Links.to(Dashboards.POD, Links.cell("namespace", "Namespace"), Links.cell("pod", "Pod")));
    }

    private static String requested(String resource) {
        return Resources.byWorkload(Resources.podRequests(resource, NAMESPACE), NAMESPACE);
    }

    private static String waste(String resource, String use) {
        return "clamp_min(" + requested(resource) + " - " + ofWeek(use) + ", 0)";
    }

    /** Covers workloads that run now: ten-minute steps are enough for a week. */
    private static String ofWeek(String use) {
        return "quantile_over_time(0.95, " + recorded(use, NAMESPACE) + "[7d:10m])";
    }
}
