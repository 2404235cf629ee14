package io.kubestats.exporter;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.Anomaly;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.scrape.ScrapeObserver;
import io.kubestats.scrape.ScrapeResult;
import io.kubestats.store.series.StoreObserver;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.hotspot.BufferPoolsExports;
import io.prometheus.client.hotspot.ClassLoadingExports;
import io.prometheus.client.hotspot.GarbageCollectorExports;
import io.prometheus.client.hotspot.MemoryPoolsExports;
import io.prometheus.client.hotspot.StandardExports;
import io.prometheus.client.hotspot.ThreadExports;
import io.prometheus.client.hotspot.VersionInfoExports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Self-metrics: scrapes, anomalies, Metrics API requests, expositions, the process and its JVM. No series here is about
 * one node, pod or container, so nothing has to be removed with them; per-node metrics are read from the target's
 * status at exposition time. Thread-safe.
 *
 * <p>Guarantee for operators: {@code kubestats_scrapes_total}, summed over its outcomes, counts every finished due time
 * of every target; {@code kubestats_scrapes_in_flight} counts the unfinished ones.
 */
public final class SelfMetrics implements ScrapeObserver, StoreObserver {
    private static final double[] SECONDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};
    private static final double KIBIBYTE = 1024;
    private static final List<String> EVICTION_REASONS =
            List.of(StoreObserver.NODE_GONE, StoreObserver.POD_GONE, StoreObserver.MAX_AGE);

    private final CollectorRegistry registry = new CollectorRegistry();
    private final Counter scrapes = Counter.build(
                    "kubestats_scrapes_total", "Finished scrapes of kubelets, by outcome.")
            .labelNames("mode", "outcome")
            .register(registry);
    private final Histogram scrapeDuration = Histogram.build(
                    "kubestats_scrape_duration_seconds", "Duration of scrapes that sent a request.")
            .unit("seconds")
            .labelNames("mode")
            .buckets(SECONDS)
            .register(registry);
    private final Histogram scrapeBytes = Histogram.build(
                    "kubestats_scrape_response_bytes", "Uncompressed size of kubelets' responses.")
            .unit("bytes")
            .labelNames("mode")
            .exponentialBuckets(4 * KIBIBYTE, 4, 7)
            .register(registry);
    private final Gauge scrapesInFlight = Gauge.build("kubestats_scrapes_in_flight", "Scrapes in progress.")
            .labelNames("mode")
            .register(registry);
    private final Counter scrapesOverdue = Counter.build(
                    "kubestats_scrapes_overdue_total", "Scrapes that were aborted at twice their deadline.")
            .labelNames("mode")
            .register(registry);
    private final Counter anomalies = Counter.build(
                    "kubestats_parse_anomalies_total",
                    "Anomalies in kubelets' responses that were corrected or omitted.")
            .labelNames("kind")
            .register(registry);
    private final Counter evictions = Counter.build(
                    "kubestats_store_evictions_total", "Nodes and pods whose samples are no longer served, by reason.")
            .labelNames("reason")
            .register(registry);
    private final Counter apiRequests = Counter.build(
                    "kubestats_api_requests_total", "Completed requests to the Metrics API.")
            .labelNames("resource", "verb", "scope", "code")
            .register(registry);
    private final Histogram apiDuration = Histogram.build(
                    "kubestats_api_request_duration_seconds", "Duration of requests to the Metrics API.")
            .unit("seconds")
            .labelNames("resource", "verb")
            .buckets(SECONDS)
            .register(registry);
    private final Histogram apiFreshness = Histogram.build(
                    "kubestats_api_metric_freshness_seconds",
                    "Age of the oldest sample in each response of the Metrics API.")
            .unit("seconds")
            .exponentialBuckets(1, 1.364, 20)
            .register(registry);
    private final Gauge informerSynced = Gauge.build(
                    "kubestats_informer_synced",
                    "1 while objects of a kind are watched, 0 while they are listed or only the last known ones are"
                            + " served.")
            .labelNames("kind")
            .register(registry);
    private final Gauge informerObjects = Gauge.build(
                    "kubestats_informer_objects", "Currently known objects of a kind.")
            .labelNames("kind")
            .register(registry);
    private final Gauge certificateExpiration = Gauge.build(
                    "kubestats_certificate_expiration_timestamp_seconds",
                    "Expiry of the certificate with this usage, Unix time.")
            .unit("seconds")
            .labelNames("usage")
            .register(registry);
    private final Counter accessDecisions = Counter.build(
                    "kubestats_access_decisions_total", "Outcomes of the authentication and authorization of requests.")
            .labelNames("stage", "outcome")
            .register(registry);
    private final Gauge withheld = Gauge.build(
                    "kubestats_withheld_objects",
                    "Nodes and pods that kubelets report and that are not served, by reason.")
            .labelNames("reason")
            .register(registry);
    private final ExpositionMetrics expositions = new ExpositionMetrics(registry);
    private final Gauge buildInfo = Gauge.build("kubestats_build_info", "Version of this build; always 1.")
            .labelNames("version", "revision", "java_version")
            .register(registry);

    private SelfMetrics() {}

    /** Creates the self-metrics of this process and its JVM, running {@code version} built from {@code revision}. */
    public static SelfMetrics create(String version, String revision) {
        SelfMetrics self = new SelfMetrics();
        self.buildInfo
                .labels(
                        requireNonNull(version, "version"),
                        requireNonNull(revision, "revision"),
                        Runtime.version().toString())
                .set(1);
        self.startAtZero();
        self.watchJvm();
        return self;
    }

    @Override
    public void started(KubeletTarget target, Lane lane) {
        scrapesInFlight.labels(lane.label()).inc();
    }

    /** Counts the outcome, and the anomalies of a stored batch; no other code needs to count those. */
    @Override
    public void ended(KubeletTarget target, Lane lane, ScrapeResult result) {
        scrapesInFlight.labels(lane.label()).dec();
        scrapes.labels(lane.label(), result.outcome()).inc();
        if (result instanceof ScrapeResult.Stored stored) {
            answered(lane, stored.batch(), stored.bodyBytes(), stored.elapsed());
        } else if (result instanceof ScrapeResult.Partial partial) {
            answered(lane, partial.batch(), partial.bodyBytes(), partial.elapsed());
        } else if (result instanceof ScrapeResult.Failed failed) {
            scrapeDuration.labels(lane.label()).observe(seconds(failed.elapsed()));
        }
    }

    private void answered(Lane lane, NodeBatch batch, int bodyBytes, Duration elapsed) {
        scrapeDuration.labels(lane.label()).observe(seconds(elapsed));
        scrapeBytes.labels(lane.label()).observe(bodyBytes);
        batch.anomalies().forEach((kind, count) -> anomaly(batch.node(), kind, count));
    }

    @Override
    public void overdue(KubeletTarget target, Lane lane) {
        scrapesOverdue.labels(lane.label()).inc();
    }

    @Override
    public void forgot(String node) {
        // No series here is about one node, so there is nothing to remove.
    }

    @Override
    public void anomaly(String node, Anomaly kind, int count) {
        anomalies.labels(kind.label()).inc(count);
    }

    @Override
    public void evicted(String reason, int count) {
        evictions.labels(reason).inc(count);
    }

    /**
     * Records a completed Metrics API request.
     *
     * @param resource {@code nodes} or {@code pods}
     * @param verb {@code get} or {@code list}
     * @param scope {@code object}, {@code namespace} or {@code cluster}
     * @param code the HTTP status
     * @param seconds the time from arrival to the last byte of the response
     */
    public void apiRequest(String resource, String verb, String scope, int code, double seconds) {
        apiRequests.labels(resource, verb, scope, Integer.toString(code)).inc();
        apiDuration.labels(resource, verb).observe(seconds);
    }

    /** Records the age of the oldest sample in a Metrics API response. */
    public void apiFreshness(double ageSeconds) {
        apiFreshness.observe(Math.max(0, ageSeconds));
    }

    /**
     * Registers an informer; both suppliers are read at each exposition.
     *
     * @param kind the kind in the plural, such as {@code nodes}
     */
    public void informer(String kind, BooleanSupplier synced, IntSupplier objects) {
        informerSynced.setChild(asked(() -> synced.getAsBoolean() ? 1 : 0), kind);
        informerObjects.setChild(asked(objects::getAsInt), kind);
    }

    /** Registers the number of reported objects that are not served for a reason, read at each exposition. */
    public void withheld(String reason, IntSupplier objects) {
        withheld.setChild(asked(objects::getAsInt), reason);
    }

    /** Registers a certificate for {@code usage}, such as {@code serving}; its expiry is read at each exposition. */
    public void certificate(String usage, Supplier<Instant> end) {
        certificateExpiration.setChild(asked(() -> end.get().getEpochSecond()), usage);
    }

    /**
     * Registers the total of access decisions with this outcome, read at each exposition.
     *
     * @param stage {@code authentication} or {@code authorization}
     */
    public void accessDecision(String stage, String outcome, LongSupplier count) {
        accessDecisions.setChild(
                new Counter.Child() {
                    @Override
                    public double get() {
                        return (double) count.getAsLong();
                    }
                },
                stage,
                outcome);
    }

    CollectorRegistry registry() {
        return registry;
    }

    public ExpositionMetrics expositions() {
        return expositions;
    }

    /** Initialises the counters to 0, so that {@code rate} sees their first increment. */
    private void startAtZero() {
        for (Lane lane : Lane.values()) {
            scrapesOverdue.labels(lane.label());
            scrapesInFlight.labels(lane.label());
            scrapeDuration.labels(lane.label());
            scrapeBytes.labels(lane.label());
            scrapes.labels(lane.label(), "success");
            for (KubeletException.Reason reason : KubeletException.Reason.values()) {
                scrapes.labels(lane.label(), reason.label());
            }
            for (ScrapeResult.SkipReason reason : ScrapeResult.SkipReason.values()) {
                scrapes.labels(lane.label(), reason.label());
            }
        }
        for (Anomaly anomaly : Anomaly.values()) {
            anomalies.labels(anomaly.label());
        }
        for (String reason : EVICTION_REASONS) {
            evictions.labels(reason);
        }
    }

    private void watchJvm() {
        new StandardExports().register(registry);
        new MemoryPoolsExports().register(registry);
        new BufferPoolsExports().register(registry);
        new GarbageCollectorExports().register(registry);
        new ThreadExports().register(registry);
        new ClassLoadingExports().register(registry);
        new VersionInfoExports().register(registry);
    }

    private static Gauge.Child asked(DoubleSupplier value) {
        return new Gauge.Child() {
            @Override
            public double get() {
                return value.getAsDouble();
            }
        };
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
