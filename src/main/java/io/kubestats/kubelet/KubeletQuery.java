package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.resource.ResourceMetricsDecoder;
import io.kubestats.kubelet.summary.SummaryDecoder;
import io.kubestats.model.Lane;
import java.util.Locale;

/** A kubelet endpoint that the client queries. */
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

    /** Returns the path and query string. */
    String path() {
        return path;
    }

    /** Returns the resource on which RBAC must allow the verb {@code get}. */
    String permission() {
        return permission;
    }

    /** Creates a decoder for the responses. It learns from them, so one decoder should serve all responses. */
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
     * Returns whether a media type, without parameters and in lower case, is acceptable for this query.
     *
     * <p>The kubelet declares a Summary as JSON. The virtual kubelet sets no type, and Go's server then detects plain
     * text.
     */
    boolean isAnsweredWith(String mediaType) {
        return mediaType.equals("text/plain") || (this != RESOURCE_METRICS && mediaType.equals("application/json"));
    }

    /** Returns the media type of a Content-Type header in lower case; empty if the header has none. */
    static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
