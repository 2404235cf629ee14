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
 * What we say of ourselves: scrapes, anomalies, Metrics API requests, expositions, the process and its JVM. Safe for
 * any number of threads. No series here is about one node, pod or container, so nothing has to be forgotten when one
 * goes; what is said of each node is taken from its target's status when it is written.
 *
 * <p>What an operator can rely on: {@code kubestats_scrapes_total}, summed over its outcomes, counts every due time of
 * every target that has ended, and {@code kubestats_scrapes_in_flight} those that have not.
 */
public final class SelfMetrics implements ScrapeObserver {
    private static final double[] SECONDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};
    private static final double KIBIBYTE = 1024;
    private static final List<String> EVICTION_REASONS =
            List.of(StoreObserver.NODE_GONE, StoreObserver.POD_GONE, StoreObserver.MAX_AGE);

    private final CollectorRegistry registry = new CollectorRegistry();
    private final Counter scrapes = Counter.build(
                    "kubestats_scrapes_total", "Scrapes of kubelets that have ended, by how they ended.")
            .labelNames("mode", "outcome")
            .register(registry);
    private final Histogram scrapeDuration = Histogram.build(
                    "kubestats_scrape_duration_seconds", "Time that scrapes took which asked a kubelet.")
            .unit("seconds")
            .labelNames("mode")
            .buckets(SECONDS)
            .register(registry);
    private final Histogram scrapeBytes = Histogram.build(
                    "kubestats_scrape_response_bytes", "Size of kubelets' answers, uncompressed.")
            .unit("bytes")
            .labelNames("mode")
            .exponentialBuckets(4 * KIBIBYTE, 4, 7)
            .register(registry);
    private final Gauge scrapesInFlight = Gauge.build("kubestats_scrapes_in_flight", "Scrapes that have not ended yet.")
            .labelNames("mode")
            .register(registry);
    private final Counter scrapesOverdue = Counter.build(
                    "kubestats_scrapes_overdue_total",
                    "Scrapes that had not ended at twice their deadline, and were ended then.")
            .labelNames("mode")
            .register(registry);
    private final Counter anomalies = Counter.build(
                    "kubestats_parse_anomalies_total", "Oddities of kubelets' answers that were mended or left out.")
            .labelNames("kind")
            .register(registry);
    private final Counter evictions = Counter.build(
                    "kubestats_store_evictions_total", "Nodes and pods whose samples are no longer served, by why.")
            .labelNames("reason")
            .register(registry);
    private final Counter apiRequests = Counter.build(
                    "kubestats_api_requests_total", "Requests to the Metrics API that were answered.")
            .labelNames("resource", "verb", "scope", "code")
            .register(registry);
    private final Histogram apiDuration = Histogram.build(
                    "kubestats_api_request_duration_seconds", "Time that requests to the Metrics API took.")
            .unit("seconds")
            .labelNames("resource", "verb")
            .buckets(SECONDS)
            .register(registry);
    private final Histogram apiFreshness = Histogram.build(
                    "kubestats_api_metric_freshness_seconds",
                    "Age of the oldest sample in each answer of the Metrics API.")
            .unit("seconds")
            .exponentialBuckets(1, 1.364, 20)
            .register(registry);
    private final Gauge informerSynced = Gauge.build(
                    "kubestats_informer_synced",
                    "1 while objects of a kind are watched, 0 while they are listed or what was known is served.")
            .labelNames("kind")
            .register(registry);
    private final Gauge informerObjects = Gauge.build(
                    "kubestats_informer_objects", "Objects of a kind that are known now.")
            .labelNames("kind")
            .register(registry);
    private final Gauge certificateExpiration = Gauge.build(
                    "kubestats_certificate_expiration_timestamp_seconds",
                    "When the certificate that is used for this ends, in seconds since 1970.")
            .unit("seconds")
            .labelNames("usage")
            .register(registry);
    private final Counter accessDecisions = Counter.build(
                    "kubestats_access_decisions_total",
                    "Requests by how their callers were known, and by whether they were allowed.")
            .labelNames("stage", "outcome")
            .register(registry);
    private final Gauge withheld = Gauge.build(
                    "kubestats_withheld_objects",
                    "Nodes and pods that kubelets report and that are not served, by reason.")
            .labelNames("reason")
            .register(registry);
    private final ExpositionMetrics expositions = new ExpositionMetrics(registry);
    private final Gauge buildInfo = Gauge.build("kubestats_build_info", "What runs here; always 1.")
            .labelNames("version", "revision", "java_version")
            .register(registry);

    private SelfMetrics() {}

    /** The self-metrics of this process and its JVM, which runs {@code version} built from {@code revision}. */
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

    /** Counts the outcome, and the anomalies of a batch that was stored: nobody else need count those. */
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
        batch.anomalies().forEach(this::anomaly);
    }

    @Override
    public void overdue(KubeletTarget target, Lane lane) {
        scrapesOverdue.labels(lane.label()).inc();
    }

    @Override
    public void forgot(String node) {
        // No series is about one node, so none has to go.
    }

    /** {@code count} more anomalies of a kind, found elsewhere than in a batch's decoding: in the store, say. */
    public void anomaly(Anomaly kind, int count) {
        anomalies.labels(kind.label()).inc(count);
    }

    /** {@code count} more nodes and pods left the store for {@code reason}. */
    public void evicted(String reason, int count) {
        evictions.labels(reason).inc(count);
    }

    /**
     * A request to the Metrics API was answered.
     *
     * @param resource {@code nodes} or {@code pods}
     * @param verb {@code get} or {@code list}
     * @param scope {@code object}, {@code namespace} or {@code cluster}
     * @param code HTTP status
     * @param seconds from its arrival to the last byte of its answer
     */
    public void apiRequest(String resource, String verb, String scope, int code, double seconds) {
        apiRequests.labels(resource, verb, scope, Integer.toString(code)).inc();
        apiDuration.labels(resource, verb).observe(seconds);
    }

    /** The Metrics API answered; the oldest sample in it was that old. */
    public void apiFreshness(double ageSeconds) {
        apiFreshness.observe(Math.max(0, ageSeconds));
    }

    /**
     * Objects of a kind are watched; both are asked at each exposition.
     *
     * @param kind in the plural, {@code nodes}
     */
    public void informer(String kind, BooleanSupplier synced, IntSupplier objects) {
        informerSynced.setChild(asked(() -> synced.getAsBoolean() ? 1 : 0), kind);
        informerObjects.setChild(asked(objects::getAsInt), kind);
    }

    /** Counts objects that are reported and not served for a reason; asked at each exposition. */
    public void withheld(String reason, IntSupplier objects) {
        withheld.setChild(asked(objects::getAsInt), reason);
    }

    /** A certificate is used for {@code usage}, such as {@code serving}; its end is asked at each exposition. */
    public void certificate(String usage, Supplier<Instant> end) {
        certificateExpiration.setChild(asked(() -> end.get().getEpochSecond()), usage);
    }

    /**
     * Decisions on requests that came out so until now; asked at each exposition.
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

    /** A counter that is there from the start, at 0, lets {@code rate} see its first step. */
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
