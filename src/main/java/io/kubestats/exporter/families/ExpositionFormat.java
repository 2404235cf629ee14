package io.kubestats.exporter.families;

import org.jspecify.annotations.Nullable;

/** Text formats of an exposition. */
public enum ExpositionFormat {
    /** Prometheus text 0.0.4, which every client reads. */
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0. */
    OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    ExpositionFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /**
     * Negotiates the format for an {@code Accept} header: OpenMetrics if it is listed and preferred at least as much as
     * plain text; plain text in every other case.
     */
    public static ExpositionFormat accepted(@Nullable String accept) {
        AcceptHeader header = AcceptHeader.parse(accept);
        double openMetrics = Math.max(
                header.quality("application/openmetrics-text;version=1.0.0"),
                Math.max(
                        header.quality("application/openmetrics-text"),
                        header.quality("application/openmetrics-text;version=0.0.1")));
        double text = Math.max(
                Math.max(header.quality("text/plain"), header.quality("text/plain;version=0.0.4")),
                Math.max(header.quality("text/*"), header.quality("*/*")));
        return openMetrics > 0 && openMetrics >= text ? OPENMETRICS : TEXT;
    }
}
