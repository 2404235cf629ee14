package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * The address of one kubelet.
 *
 * @param node the node's name
 * @param endpoint scheme, address and port, for example {@code https://10.0.0.7:10250}
 * @param podCapacity the node's capacity of pods, from its status; {@link Reading#ABSENT} if unknown
 * @param resourceMetricsPath absolute path of the resource metrics, without a query
 */
public record KubeletTarget(String node, URI endpoint, long podCapacity, String resourceMetricsPath) {
    /** The default path of the resource metrics. */
    public static final String RESOURCE_METRICS_PATH = "/metrics/resource";

    public KubeletTarget {
        requireNonNull(node, "node");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(resourceMetricsPath, "resourceMetricsPath");
    }

    /** Creates a target of unknown capacity with its resource metrics at the default path. */
    public KubeletTarget(String node, URI endpoint) {
        this(node, endpoint, Reading.ABSENT, RESOURCE_METRICS_PATH);
    }
}
