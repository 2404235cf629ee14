package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.one;
import static io.kubestats.grafana.Promql.series;
import static io.kubestats.grafana.Promql.sum;

import java.util.Arrays;

/** What pods asked for and may use, what nodes have, and which workload a pod is of: told where objects are watched. */
public final class Resources {
    /** Why such panels may be empty. */
    static final String NOT_WATCHED = "Not told: Kubestats watches no API server here";

    static final String WORKLOAD_KEY = "namespace, workload_kind, workload";

    private static final String CONTAINER_KEY = Readings.POD_KEY + ", container";

    private Resources() {}

    /** What pods may have of a node, {@code cpu} in cores, {@code memory} in bytes. */
    static String allocatable(String resource, String... matchers) {
        return Readings.nodeGauge("kubestats_node_allocatable", of(resource, matchers));
    }

    /** What each container asked for. */
    static String requests(String resource, String... matchers) {
        return one(CONTAINER_KEY, series("kubestats_container_resource_requests", of(resource, matchers)));
    }

    /** What each container may use. */
    static String limits(String resource, String... matchers) {
        return one(CONTAINER_KEY, series("kubestats_container_resource_limits", of(resource, matchers)));
    }

    /** What the containers of each pod asked for together. */
    static String podRequests(String resource, String... matchers) {
        return sum(Readings.POD_KEY, requests(resource, matchers));
    }

    /** What each container asked for, with its node. */
    static String nodeRequests(String resource, String... matchers) {
        return one("node, " + CONTAINER_KEY, series("kubestats_container_resource_requests", of(resource, matchers)));
    }

    /** The sum over the pods of each workload of what {@code perPod} says. */
    static String byWorkload(String perPod, String... matchers) {
        return sum(WORKLOAD_KEY, withWorkload(perPod, matchers));
    }

    /** What {@code perPod} says, with the workload of each pod. */
    static String withWorkload(String perPod, String... matchers) {
        return perPod + " * on (cluster, namespace, pod) group_left (workload_kind, workload) "
                + one(Readings.POD_KEY + ", workload_kind, workload", series("kubestats_pod_info", matchers));
    }

    private static String[] of(String resource, String... matchers) {
        String[] all = Arrays.copyOf(matchers, matchers.length + 1);
        all[matchers.length] = "resource=\"" + resource + "\"";
        return all;
    }
}
