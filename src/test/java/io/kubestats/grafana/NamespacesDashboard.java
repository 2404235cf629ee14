package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.sum;
import static io.kubestats.grafana.Promql.top;
import static io.kubestats.grafana.Readings.NAMESPACE;

import java.util.List;

/** Comparison of all namespaces. */
final class NamespacesDashboard {
    private static final int MOST = 20;

    private NamespacesDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.NAMESPACES,
                "Kubestats / Namespaces",
                "Comparison of all namespaces; click one for details.",
                Variable.common(Variable.namespaces()),
                List.of(
                        Row.open("At a glance", glance()),
                        Row.open("Use by namespace", use()),
                        Row.open("Namespaces", SharedPanels.namespaces(NAMESPACE))));
    }

    private static Panel[] glance() {
        return new Panel[] {
            Panel.stat("Pods", "Pods that the kubelets report.")
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
            SharedPanels.nearestToLimit(NAMESPACE)
        };
    }

    private static Panel[] use() {
        String link = Links.to(Dashboards.NAMESPACE, Links.label("namespace"));
        return new Panel[] {
            Panel.graph("CPU by namespace (cores)", "Cores of all pods of each chosen namespace.")
                    .unit("none")
                    .stacked()
                    .query(top(MOST, sum("namespace", Readings.podCpu(NAMESPACE))), "{{namespace}}")
                    .link("Namespace ${__field.labels.namespace}", link),
            Panel.graph("Memory by namespace", "Working set of all pods of each chosen namespace.")
                    .unit("bytes")
                    .stacked()
                    .query(top(MOST, sum("namespace", Readings.podMemory(NAMESPACE))), "{{namespace}}")
                    .link("Namespace ${__field.labels.namespace}", link)
        };
    }
}
