package io.kubestats.grafana;

import java.util.List;

/** All shipped dashboards. */
final class Dashboards {
    static final String OVERVIEW = "kubestats-overview";
    static final String NODES = "kubestats-nodes";
    static final String NODE = "kubestats-node";
    static final String NAMESPACES = "kubestats-namespaces";
    static final String NAMESPACE = "kubestats-namespace";
    static final String WORKLOAD = "kubestats-workload";
    static final String POD = "kubestats-pod";
    static final String STORAGE = "kubestats-storage";
    static final String PRESSURE = "kubestats-pressure";
    static final String RIGHTSIZING = "kubestats-rightsizing";
    static final String SELF = "kubestats-self";

    private Dashboards() {}

    static List<Dashboard> all() {
        return List.of(
                OverviewDashboard.dashboard(),
                NodesDashboard.dashboard(),
                NodeDashboard.dashboard(),
                NamespacesDashboard.dashboard(),
                NamespaceDashboard.dashboard(),
                WorkloadDashboard.dashboard(),
                PodDashboard.dashboard(),
                StorageDashboard.dashboard(),
                PressureDashboard.dashboard(),
                RightsizingDashboard.dashboard(),
                SelfDashboard.dashboard());
    }
}
