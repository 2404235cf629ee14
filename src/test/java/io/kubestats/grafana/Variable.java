package io.kubestats.grafana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A variable at the top of a dashboard. */
final class Variable {
    private static final String SELF = "kubestats_build_info";

    private Variable() {}

    /** Returns the variables common to all dashboards, followed by those of this one. */
    static List<ObjectNode> common(ObjectNode... own) {
        List<ObjectNode> all = new ArrayList<>(List.of(
                Json.object(
                        "name",
                        "datasource",
                        "label",
                        "Data source",
                        "description",
                        "The Prometheus that scrapes Kubestats.",
                        "type",
                        "datasource",
                        "query",
                        "prometheus",
                        "regex",
                        "",
                        "refresh",
                        1,
                        "hide",
                        0,
                        "includeAll",
                        false,
                        "multi",
                        false,
                        "options",
                        Json.array()),
                // .* and not .+ : with a single cluster, its series have no such label.
                many("cluster", "Cluster", "Clusters, where Prometheus tells them apart.", ".*", SELF + "{}"),
                many("job", "Job", "The scrape job of Kubestats.", ".+", SELF + "{cluster=~\"$cluster\"}"),
                many(
                        "instance",
                        "Instance",
                        "Replicas of Kubestats. What they tell twice is counted once.",
                        ".+",
                        SELF + "{cluster=~\"$cluster\", job=~\"$job\"}")));
        all.addAll(List.of(own));
        return all;
    }

    static ObjectNode nodes() {
        return many("node", "Node", "Nodes to look at.", ".+", Promql.series("kubestats_node_scrape_success"));
    }

    static ObjectNode node() {
        return query("node", "Node", "The node to look at.", Promql.series("kubestats_node_scrape_success"));
    }

    static ObjectNode workload() {
        return query(
                "workload",
                "Workload",
                "The Deployment, StatefulSet, DaemonSet or Job to look at.",
                Promql.series("kubestats_pod_info", "namespace=~\"$namespace\""));
    }

    static ObjectNode namespaces() {
        return many("namespace", "Namespace", "Namespaces to look at.", ".+", Promql.series("kubestats_pod_info"));
    }

    static ObjectNode namespace() {
        return query("namespace", "Namespace", "The namespace to look at.", Promql.series("kubestats_pod_info"));
    }

    static ObjectNode pod() {
        return query(
                "pod", "Pod", "The pod to look at.", Promql.series("kubestats_pod_info", "namespace=~\"$namespace\""));
    }

    private static ObjectNode many(String name, String label, String description, String all, String series) {
        ObjectNode variable = query(name, label, description, series);
        variable.put("includeAll", true).put("multi", true).put("allValue", all);
        variable.set(
                "current", Json.object("selected", true, "text", Json.array("All"), "value", Json.array("$__all")));
        return variable;
    }

    private static ObjectNode query(String name, String label, String description, String series) {
        String values = "label_values(" + series.replace("{}", "") + ", " + name + ")";
        return Json.object(
                "name",
                name,
                "label",
                label,
                "description",
                description,
                "type",
                "query",
                "datasource",
                Dashboard.source(),
                "query",
                values,
                "regex",
                "",
                "refresh",
                2,
                "sort",
                1,
                "hide",
                0,
                "includeAll",
                false,
                "multi",
                false,
                "options",
                Json.array());
    }
}
