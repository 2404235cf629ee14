package io.kubestats.exporter;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;

/** Self-metrics of the expositions. Thread-safe. */
public final class ExpositionMetrics {
    /** Reason for omitting families: the exposition would exceed the limit on series. */
    static final String MAX_SERIES = "max_series";

    private static final double[] SECONDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

    private final Gauge series;
    private final Histogram duration;
    private final Counter refused;
    private final Counter failed;
    private final Counter limited;

    ExpositionMetrics(CollectorRegistry registry) {
        series = Gauge.build(
                        "kubestats_exposition_series",
                        "Series of nodes, pods and so on in the last exposition, without self-metrics.")
                .labelNames("path")
                .register(registry);
        duration = Histogram.build(
                        "kubestats_exposition_duration_seconds",
                        "Duration of expositions, including the time to send them.")
                .unit("seconds")
                .labelNames("path")
                .buckets(SECONDS)
                .register(registry);
        refused = Counter.build(
                        "kubestats_expositions_refused_total",
                        "Expositions rejected because too many were in progress.")
                .labelNames("path")
                .register(registry);
        failed = Counter.build(
                        "kubestats_expositions_failed_total",
                        "Expositions that were aborted: the reader disconnected or was too slow, or an error occurred.")
                .labelNames("path")
                .register(registry);
        limited = Counter.build(
                        "kubestats_exposition_limited_total",
                        "Expositions that omitted whole families because of a limit, by reason.")
                .labelNames("reason")
                .register(registry);
        limited.labels(MAX_SERIES);
    }

    /** Initialises the failure counters of {@code path} to 0. */
    public void offered(String path) {
        refused.labels(path);
        failed.labels(path);
    }

    void refused(String path) {
        refused.labels(path).inc();
    }

    void failed(String path) {
        failed.labels(path).inc();
    }

    /** Records the number of series in an exposition, self-metrics not included. */
    public void wrote(String path, long count) {
        series.labels(path).set((double) count);
    }

    void took(String path, double seconds) {
        duration.labels(path).observe(seconds);
    }

    /** Counts an exposition that omitted families for {@code reason}. */
    void limited(String reason) {
        limited.labels(reason).inc();
    }
}
