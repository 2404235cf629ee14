package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.one;
import static io.kubestats.grafana.Promql.series;
import static io.kubestats.grafana.Promql.sum;

import java.util.Arrays;

/**
 * Queries on requests and limits of pods, allocatable resources of nodes, and workloads of pods; available only if
 * objects are watched.
 */
public final class Resources {
    /** Text of panels that are empty without a watch. */
    static final String NOT_WATCHED = "Not told: Kubestats watches no API server here";

    static final String WORKLOAD_KEY = "namespace, workload_kind, workload";

    private static final String CONTAINER_KEY = Readings.POD_KEY + ", container";

    private Resources() {}

    /** Returns the resources of a node that pods may request, {@code cpu} in cores, {@code memory} in bytes. */
    static String allocatable(String resource, String... matchers) {
        return Readings.nodeGauge("kubestats_node_allocatable", of(resource, matchers));
    }

    /** Returns the requests of each container. */
    static String requests(String resource, String... matchers) {
        return one(CONTAINER_KEY, series("kubestats_container_resource_requests", of(resource, matchers)));
    }

    /** Returns the limits of each container. */
    static String limits(String resource, String... matchers) {
        return one(CONTAINER_KEY, series("kubestats_container_resource_limits", of(resource, matchers)));
    }

    /** Returns the sum of the containers' requests for each pod. */
    static String podRequests(String resource, String... matchers) {
        return sum(Readings.POD_KEY, requests(resource, matchers));
    }

    /** Returns the requests of each container, with its node. */
    static String nodeRequests(String resource, String... matchers) {
        return one("node, " + CONTAINER_KEY, series("kubestats_container_resource_requests", of(resource, matchers)));
    }

    /** Returns the sum of {@code perPod} over the pods of each workload. */
    static String byWorkload(String perPod, String... matchers) {
        return sum(WORKLOAD_KEY, withWorkload(perPod, matchers));
    }

    /** Returns {@code perPod} with the workload of each pod. */
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
