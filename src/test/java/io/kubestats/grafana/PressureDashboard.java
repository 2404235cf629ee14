package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.top;
import static io.kubestats.grafana.Readings.NAMESPACE;
import static io.kubestats.grafana.Readings.NODE;

import java.util.ArrayList;
import java.util.List;

/** Pressure stalls from the kernel, by consumer and resource. */
final class PressureDashboard {
    private static final int MOST = 10;
    private static final String POD = "Pod ${__field.labels.pod}";

    private PressureDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.PRESSURE,
                "Kubestats / Pressure",
                "Stalls for CPU, memory and I/O, as measured by the kernel (PSI). Usage shows how much is in use;"
                        + " pressure shows what is delayed.",
                Variable.common(Variable.nodes(), Variable.namespaces()),
                List.of(
                        Row.open("The worst node", worst()),
                        Row.open("Nodes", nodes()),
                        Row.open("Pods", pods()),
                        Row.collapsed("Containers", containers())));
    }

    private static Panel[] worst() {
        List<Panel> panels = new ArrayList<>();
        for (Resource resource : Resource.values()) {
            for (Kind kind : Kind.values()) {
                panels.add(Panel.stat(
                                resource.title + ", " + kind.who, kind.says(resource) + " On the most affected node.")
                        .unit("percentunit")
                        .decimals(2)
                        .thresholds(kind.thresholds())
                        .noValue(SharedPanels.NO_PRESSURE)
                        .query("max(" + Readings.nodePressure(resource.label, kind.label, NODE) + ")", "worst"));
            }
        }
        return panels.toArray(Panel[]::new);
    }

    private static Panel[] nodes() {
        List<Panel> panels = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Resource resource : Resource.values()) {
                String expression = Readings.nodePressure(resource.label, kind.label, NODE);
                columns.add(Column.of(resource.title + ", " + kind.who, "percentunit", kind.thresholds(), expression));
                panels.add(graph(resource, kind, "nodes", top(MOST, expression), "{{node}}")
                        .link("Node ${__field.labels.node}", Links.to(Dashboards.NODE, Links.label("node"))));
            }
        }
        panels.add(Panel.table(
                        "Nodes",
                        "Share of time in which some tasks of a node, or all of them, were stalled.",
                        new String[] {"node", "Node"},
                        columns.toArray(Column[]::new))
                .noValue(SharedPanels.NO_PRESSURE)
                .link("Node", "Look into it", Links.to(Dashboards.NODE, Links.cell("node", "Node"))));
        return panels.toArray(Panel[]::new);
    }

    private static Panel[] pods() {
        List<Panel> panels = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Resource resource : Resource.values()) {
                String expression = Readings.podPressure(resource.label, kind.label, NODE, NAMESPACE);
                panels.add(graph(resource, kind, "pods", top(MOST, expression), "{{namespace}}/{{pod}}")
                        .link(POD, podLink()));
            }
        }
        return panels.toArray(Panel[]::new);
    }

    private static Panel[] containers() {
        List<Panel> panels = new ArrayList<>();
        for (Resource resource : Resource.values()) {
            String expression = Readings.containerPressure(resource.label, "waiting", NODE, NAMESPACE);
            panels.add(graph(
                            resource,
                            Kind.SOME,
                            "containers",
                            top(MOST, expression),
                            "{{namespace}}/{{pod}}/{{container}}")
                    .link(POD, podLink()));
        }
        return panels.toArray(Panel[]::new);
    }

    private static String podLink() {
        return Links.to(Dashboards.POD, Links.label("namespace"), Links.label("pod"));
    }

    private static Panel graph(Resource resource, Kind kind, String whose, String expression, String legend) {
        return Panel.graph(
                        resource.title + ", " + kind.who + ": worst " + whose,
                        kind.says(resource) + " The ten worst " + whose + ".")
                .unit("percentunit")
                .thresholds(kind.thresholds())
                .noValue(SharedPanels.NO_PRESSURE)
                .size(8, 8)
                .query(expression, legend);
    }

    private enum Resource {
        CPU("CPU", "cpu", "the CPU"),
        MEMORY("Memory", "memory", "memory"),
        IO("I/O", "io", "I/O");

        private final String title;
        private final String label;
        private final String spoken;

        Resource(String title, String label, String spoken) {
            this.title = title;
            this.label = label;
            this.spoken = spoken;
        }
    }

    private enum Kind {
        SOME("some", "waiting"),
        ALL("all", "stalled");

        private final String who;
        private final String label;

        Kind(String who, String label) {
            this.who = who;
            this.label = label;
        }

        Thresholds thresholds() {
            return this == SOME ? Thresholds.WAITING : Thresholds.STALLED;
        }

        String says(Resource resource) {
            return "Share of time in which " + who + " tasks were stalled for " + resource.spoken + ".";
        }
    }
}
