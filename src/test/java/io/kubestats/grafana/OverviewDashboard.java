package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.share;
import static io.kubestats.grafana.Promql.sum;
import static io.kubestats.grafana.Promql.top;

import java.util.List;

/** The cluster on one screen: full, hot and broken resources, and their consumers. */
final class OverviewDashboard {
    private OverviewDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.OVERVIEW,
                "Kubestats / Overview",
                "The cluster on one screen: failures, full and busy parts, and the largest users.",
                Variable.common(),
                List.of(
                        Row.open("At a glance", glance()),
                        Row.open("What is full and hot", full()),
                        Row.open("Who uses it", users()),
                        Row.open("Nodes", SharedPanels.nodes("The fullest first. Click a node to look into it.")),
                        Row.collapsed("Is this data fresh?", SharedPanels.failedScrapes(), SharedPanels.sampleAge())));
    }

    private static Panel[] glance() {
        String memory = sum(Readings.nodeGauge("kubestats_node_memory_working_set_bytes"));
        return new Panel[] {
            Panel.stat("Nodes not reached", "Nodes whose last scrape failed, for at least one replica of Kubestats.")
                    .unit("none")
                    .thresholds(Thresholds.ANY)
                    .query(sum("1 - " + Readings.nodeReached()), "not reached")
                    .link("Kubestats itself", Links.to(Dashboards.SELF)),
            Panel.stat("Oldest sample", "Age of the oldest sample of a node: the values here may be as old as this.")
                    .unit("s")
                    .thresholds(new Thresholds(60, 180))
                    .query("max(" + Readings.nodeSampleAge() + ")", "oldest"),
            Panel.stat("Fullest disk", "Share in use of the fullest filesystem of any node, images' included.")
                    .unit("percentunit")
                    .decimals(1)
                    .thresholds(Thresholds.DISK)
                    .query("max(" + Readings.nodeDiskShare("fs") + ")", "kubelet")
                    .query("max(" + Readings.nodeDiskShare("imagefs") + ")", "images")
                    .link("Storage", Links.to(Dashboards.STORAGE)),
            Panel.stat("Memory in use", "Working set of all nodes, as a share of the memory that they have.")
                    .unit("percentunit")
                    .decimals(1)
                    .thresholds(Thresholds.SHARE)
                    .query(share(memory, sum(Readings.nodeGauge("kubestats_node_memory_available_bytes"))), "in use"),
            Panel.stat("CPU in use (cores)", "Cores that all nodes use together.")
                    .unit("none")
                    .decimals(1)
                    .query(sum(Readings.nodeCpu()), "cores"),
            Panel.stat("CPU of allocatable", "Cores in use, and requested, as a share of allocatable.")
                    .unit("percentunit")
                    .decimals(1)
                    .thresholds(Thresholds.SHARE)
                    .noValue(Resources.NOT_WATCHED)
                    .query(sum(Readings.nodeCpu()) + " / " + sum(Resources.allocatable("cpu")), "in use")
                    .query(sum(Resources.requests("cpu")) + " / " + sum(Resources.allocatable("cpu")), "requested")
                    .link("Rightsizing", Links.to(Dashboards.RIGHTSIZING)),
            Panel.stat("Memory requested", "Requests of pods as a share of allocatable memory.")
                    .unit("percentunit")
                    .decimals(1)
                    .thresholds(Thresholds.SHARE)
                    .noValue(Resources.NOT_WATCHED)
                    .query(
                            sum(Resources.requests("memory")) + " / " + sum(Resources.allocatable("memory")),
                            "requested")
                    .link("Rightsizing", Links.to(Dashboards.RIGHTSIZING)),
            Panel.stat("Nodes, pods, containers", "Nodes, pods and containers that the kubelets report.")
                    .unit("none")
                    .query("count(" + Readings.nodeGauge("kubestats_node_memory_working_set_bytes") + ")", "nodes")
                    .query("count(" + Readings.podMemory() + ")", "pods")
                    .query(
                            "count(" + Readings.containerGauge("kubestats_container_memory_working_set_bytes") + ")",
                            "containers")
        };
    }

    private static Panel[] full() {
        String node = Links.to(Dashboards.NODE, Links.label("node"));
        return new Panel[] {
            Panel.bars("Nodes: memory", "The ten nodes with the least memory left, by working set.")
                    .unit("percentunit")
                    .max(1)
                    .thresholds(Thresholds.SHARE)
                    .query(top(10, Readings.nodeMemoryShare()), "{{node}}")
                    .link("Node ${__field.labels.node}", node),
            Panel.bars("Nodes: disk", "The ten nodes whose kubelet's filesystem is fullest.")
                    .unit("percentunit")
                    .max(1)
                    .thresholds(Thresholds.DISK)
                    .query(top(10, Readings.nodeDiskShare("fs")), "{{node}}")
                    .link("Node ${__field.labels.node}", node),
            Panel.bars("Claims", "The ten fullest persistent volume claims.")
                    .unit("percentunit")
                    .max(1)
                    .thresholds(Thresholds.SHARE)
                    .noValue("No claim in use, or no driver that tells its volumes' sizes")
                    .query(top(10, Readings.claimShare()), "{{namespace}}/{{persistentvolumeclaim}}")
                    .link("Storage", Links.to(Dashboards.STORAGE, Links.label("namespace"))),
            Panel.graph("CPU of the busiest nodes (cores)", "Cores used by the ten nodes that use most.")
                    .unit("none")
                    .query(top(10, Readings.nodeCpu()), "{{node}}")
                    .link("Node ${__field.labels.node}", node),
            SharedPanels.worstNodePressure()
        };
    }

    private static Panel[] users() {
        String namespace = Links.to(Dashboards.NAMESPACE, Links.label("namespace"));
        return new Panel[] {
            Panel.graph("CPU by namespace (cores)", "Cores used by the pods of the fifteen namespaces that use most.")
                    .unit("none")
                    .stacked()
                    .query(top(15, sum("namespace", Readings.podCpu())), "{{namespace}}")
                    .link("Namespace ${__field.labels.namespace}", namespace),
            Panel.graph("Memory by namespace", "Working set of the pods of the fifteen namespaces that use most.")
                    .unit("bytes")
                    .stacked()
                    .query(top(15, sum("namespace", Readings.podMemory())), "{{namespace}}")
                    .link("Namespace ${__field.labels.namespace}", namespace),
            Panel.graph("Network of all nodes", "Received above zero, sent below, over the uplinks of all nodes.")
                    .unit("bps")
                    .query(sum(Readings.nodeNetwork("receive")), "received")
                    .mirrored(sum(Readings.nodeNetwork("transmit")), "sent"),
            Panel.graph(
                            "Ephemeral storage by namespace",
                            "Layers, logs and disk-backed emptyDirs of each namespace's pods.")
                    .unit("bytes")
                    .stacked()
                    .query(top(15, sum("namespace", Readings.podDisk())), "{{namespace}}")
                    .link("Namespace ${__field.labels.namespace}", namespace),
            SharedPanels.namespaces()
        };
    }
}
