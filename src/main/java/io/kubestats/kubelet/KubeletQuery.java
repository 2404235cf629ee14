package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.resource.ResourceMetricsDecoder;
import io.kubestats.kubelet.summary.SummaryDecoder;
import io.kubestats.model.Lane;
import java.util.Locale;

/** A request that a kubelet serves. */
public enum KubeletQuery {
    FAST_SUMMARY("/stats/summary?only_cpu_and_memory=true", "nodes/stats"),
    FULL_SUMMARY("/stats/summary", "nodes/stats"),
    RESOURCE_METRICS("/metrics/resource", "nodes/metrics");

    private final String path;
    private final String permission;

    KubeletQuery(String path, String permission) {
        this.path = path;
        this.permission = permission;
    }

    static KubeletQuery summary(Lane lane) {
        return lane == Lane.FAST ? FAST_SUMMARY : FULL_SUMMARY;
    }

    /** Path and query. */
    String path() {
        return path;
    }

    /** The resource that RBAC must allow to get. */
    String permission() {
        return permission;
    }

    /** A decoder of the answers. It learns from them, so one is to be kept for all. */
    BatchDecoder newDecoder() {
        return switch (this) {
            case FAST_SUMMARY -> new SummaryDecoder(Lane.FAST);
            case FULL_SUMMARY -> new SummaryDecoder(Lane.FULL);
            case RESOURCE_METRICS -> new ResourceMetricsDecoder();
        };
    }

    String accept() {
        return this == RESOURCE_METRICS ? "text/plain;version=0.0.4" : "application/json";
    }

    /**
     * Whether an answer of this media type, without parameters and in lower case, can be what was asked for.
     *
     * <p>For the Summary the kubelet says JSON; the virtual kubelet says nothing, and Go's server then takes JSON for
     * plain text.
     */
    boolean isAnsweredWith(String mediaType) {
        return mediaType.equals("text/plain") || (this != RESOURCE_METRICS && mediaType.equals("application/json"));
    }

    /** The media type of a Content-Type header; empty if there is none. */
    static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
