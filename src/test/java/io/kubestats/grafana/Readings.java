package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.age;
import static io.kubestats.grafana.Promql.one;
import static io.kubestats.grafana.Promql.rate;
import static io.kubestats.grafana.Promql.series;
import static io.kubestats.grafana.Promql.share;
import static io.kubestats.grafana.Promql.sum;

import java.util.Arrays;

/**
 * Queries on nodes, pods, containers and claims that several dashboards share; one value each, independently of
 * replicas.
 */
final class Readings {
    static final String NODE = "node=~\"$node\"";
    static final String NAMESPACE = "namespace=~\"$namespace\"";
    static final String POD = "pod=~\"$pod\"";
    static final String CLAIMED = "persistentvolumeclaim!=\"\"";

    static final String POD_KEY = "namespace, pod";
    static final String CLAIM_KEY = "namespace, persistentvolumeclaim";

    private Readings() {}

    /** Returns cores. */
    static String nodeCpu(String... matchers) {
        return one("node", rate("kubestats_node_cpu_usage_seconds_total", matchers));
    }

    static String nodeGauge(String metric, String... matchers) {
        return one("node", series(metric, matchers));
    }

    /** Returns the share of the working set in the node's memory. */
    static String nodeMemoryShare(String... matchers) {
        return share(
                nodeGauge("kubestats_node_memory_working_set_bytes", matchers),
                nodeGauge("kubestats_node_memory_available_bytes", matchers));
    }

    /** Returns the used share of a filesystem: {@code fs}, {@code imagefs} or {@code containerfs}. */
    static String nodeDiskShare(String filesystem, String... matchers) {
        return "1 - " + nodeGauge("kubestats_node_" + filesystem + "_available_bytes", matchers) + " / "
                + nodeGauge("kubestats_node_" + filesystem + "_capacity_bytes", matchers);
    }

    static String nodeInodeShare(String filesystem, String... matchers) {
        return "1 - " + nodeGauge("kubestats_node_" + filesystem + "_inodes_free", matchers) + " / "
                + nodeGauge("kubestats_node_" + filesystem + "_inodes", matchers);
    }

    /** Returns 1 while every replica's last scrape of the node succeeded, else 0. */
    static String nodeReached(String... matchers) {
        return "min by (cluster, node) (" + series("kubestats_node_scrape_success", matchers) + ")";
    }

    static String nodeSampleAge(String... matchers) {
        return age(nodeGauge("kubestats_node_sample_timestamp_seconds", matchers));
    }

    /** Returns bits per second over the uplinks of nodes; {@code receive} or {@code transmit}. */
    static String nodeNetwork(String direction, String... matchers) {
        String[] ofUplinks = Arrays.copyOf(matchers, matchers.length + 1);
        ofUplinks[matchers.length] = "uplink!=\"false\"";
        return "8 * "
                + sum(
                        "node",
                        one(
                                "node, interface",
                                rate("kubestats_node_network_" + direction + "_bytes_total", ofUplinks)));
    }

    static String nodePressure(String resource, String kind, String... matchers) {
        return one("node", pressure("node", resource, kind, matchers));
    }

    static String podPressure(String resource, String kind, String... matchers) {
        return one(POD_KEY, pressure("pod", resource, kind, matchers));
    }

    static String containerPressure(String resource, String kind, String... matchers) {
        return one(POD_KEY + ", container", pressure("container", resource, kind, matchers));
    }

    private static String pressure(String whose, String resource, String kind, String... matchers) {
        return rate("kubestats_" + whose + "_pressure_" + resource + "_" + kind + "_seconds_total", matchers);
    }

    /** Returns cores. */
    static String podCpu(String... matchers) {
        return one(POD_KEY, rate("kubestats_pod_cpu_usage_seconds_total", matchers));
    }

    static String podGauge(String metric, String... matchers) {
        return one(POD_KEY, series(metric, matchers));
    }

    static String podMemory(String... matchers) {
        return podGauge("kubestats_pod_memory_working_set_bytes", matchers);
    }

    static String podDisk(String... matchers) {
        return podGauge("kubestats_pod_ephemeral_storage_used_bytes", matchers);
    }

    /** Returns bits per second over all interfaces; {@code receive} or {@code transmit}. */
    static String podNetwork(String direction, String... matchers) {
        return "8 * "
                + sum(
                        POD_KEY,
                        one(
                                POD_KEY + ", interface",
                                rate("kubestats_pod_network_" + direction + "_bytes_total", matchers)));
    }

    static String containerCpu(String... matchers) {
        return one(POD_KEY + ", container", rate("kubestats_container_cpu_usage_seconds_total", matchers));
    }

    static String containerGauge(String metric, String... matchers) {
        return one(POD_KEY + ", container", series(metric, matchers));
    }

    /** Returns the share of the working set in the limit, for containers with a limit. */
    static String containerMemoryShare(String... matchers) {
        return share(
                containerGauge("kubestats_container_memory_working_set_bytes", matchers),
                containerGauge("kubestats_container_memory_available_bytes", matchers));
    }

    /** Returns a gauge of claims' volumes, once per claim, independently of the number of pods that mount it. */
    static String claimGauge(String metric, String... matchers) {
        return one(CLAIM_KEY, series(metric, claimed(matchers)));
    }

    static String claimShare(String... matchers) {
        return "1 - " + claimGauge("kubestats_volume_available_bytes", matchers) + " / "
                + claimGauge("kubestats_volume_capacity_bytes", matchers);
    }

    static String claimInodeShare(String... matchers) {
        return "1 - " + claimGauge("kubestats_volume_inodes_free", matchers) + " / "
                + claimGauge("kubestats_volume_inodes", matchers);
    }

    /** Returns bytes per second over the last six hours; negative if the claim's volume shrinks. */
    static String claimGrowth(String... matchers) {
        return one(CLAIM_KEY, "deriv(" + series("kubestats_volume_used_bytes", claimed(matchers)) + "[6h])");
    }

    /** Returns the seconds until claims' growing volumes are full at the rate of the last six hours. */
    static String claimFullIn(String... matchers) {
        return claimGauge("kubestats_volume_available_bytes", matchers) + " / (" + claimGrowth(matchers) + " > 0)";
    }

    private static String[] claimed(String... matchers) {
        String[] all = Arrays.copyOf(matchers, matchers.length + 1);
        all[matchers.length] = CLAIMED;
        return all;
    }
}
