package io.kubestats.exporter;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;

/** What we say of our own expositions. Safe for any number of threads. */
public final class ExpositionMetrics {
    /** An exposition would have had more series than allowed. */
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
                        "Series of nodes, pods and so on in the last exposition, self-metrics not counted.")
                .labelNames("path")
                .register(registry);
        duration = Histogram.build(
                        "kubestats_exposition_duration_seconds",
                        "Time that expositions took to write, the reader's slowness included.")
                .unit("seconds")
                .labelNames("path")
                .buckets(SECONDS)
                .register(registry);
        refused = Counter.build(
                        "kubestats_expositions_refused_total", "Expositions refused since too many were being written.")
                .labelNames("path")
                .register(registry);
        failed = Counter.build(
                        "kubestats_expositions_failed_total",
                        "Expositions that broke off before they were whole: the reader went away or was too slow, or"
                                + " something failed.")
                .labelNames("path")
                .register(registry);
        limited = Counter.build(
                        "kubestats_exposition_limited_total",
                        "Expositions that left whole families out since they would have been too large, by why.")
                .labelNames("reason")
                .register(registry);
        limited.labels(MAX_SERIES);
    }

    /** A path that will be answered: what is not answered there is counted from 0 on. */
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

    /** An exposition was written: how many series of nodes and so on it had. */
    public void wrote(String path, long count) {
        series.labels(path).set((double) count);
    }

    void took(String path, double seconds) {
        duration.labels(path).observe(seconds);
    }

    /** An exposition left families out for {@code reason}. */
    void limited(String reason) {
        limited.labels(reason).inc();
    }
}
