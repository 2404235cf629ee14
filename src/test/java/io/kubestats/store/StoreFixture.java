package io.kubestats.store;

import io.kubestats.model.Anomaly;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.StoreLimits;
import io.kubestats.store.series.StoreObserver;
import io.kubestats.testing.ManualClock;
import io.kubestats.testing.Samples;
import io.kubestats.testing.Samples.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store with a resolution of 15 s and the default limits, its clock, and a record of its observer's calls. */
final class StoreFixture implements StoreObserver {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final long MEMORY = 64 << 20;
    static final StoreLimits LIMITS =
            new StoreLimits(Duration.ofSeconds(60), Duration.ofSeconds(240), Duration.ofSeconds(15));

    final ManualClock clock = ManualClock.at(START);
    final Map<Anomaly, Integer> anomalies = new EnumMap<>(Anomaly.class);
    final Map<String, Integer> evictions = new HashMap<>();
    final FakeClusterState cluster = new FakeClusterState();
    final SampleStore store = new SampleStore(LIMITS, cluster, this, clock, clock::nanos);

    @Override
    public void anomaly(String node, Anomaly kind, int count) {
        anomalies.merge(kind, count, Integer::sum);
    }

    @Override
    public void evicted(String reason, int count) {
        evictions.merge(reason, count, Integer::sum);
    }

    /** Returns a time, in seconds from the start of the story. */
    static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1_000));
    }

    /** Returns a reading with memory, of a container that started an hour before the story. */
    static Reading sample(double seconds, double coreSeconds) {
        return Samples.reading(at(seconds))
                .startedAt(at(-3_600))
                .cpu(Math.round(coreSeconds * Samples.CORE_SECOND))
                .memory(MEMORY);
    }

    /** Moves the clock to that many seconds from the start of the story, and accepts the batch. */
    void accept(double seconds, NodeBatch batch) {
        goTo(seconds);
        store.accept(batch);
    }

    void goTo(double seconds) {
        clock.advance(Duration.between(clock.instant(), at(seconds)));
    }

    /** Accepts a batch of the container "app" in the pod "web" of the node "n1", measured at the same time. */
    void acceptApp(double seconds, Reading reading) {
        accept(seconds, app(seconds, reading));
    }

    static NodeBatch app(double seconds, Reading reading) {
        return Samples.fast(
                "n1", sample(seconds, 100 + seconds), Samples.pod("ns", "web", Samples.container("app", reading)));
    }

    ResourceUsage appUsage() {
        return web().containers().get(0).usage();
    }

    PodUsage web() {
        return store.view().node("n1").orElseThrow().pod("ns", "web").orElseThrow();
    }

    List<String> podsOf(String node) {
        return store.view().node(node).stream()
                .flatMap(view -> view.pods().stream())
                .map(pod -> pod.ref().name())
                .toList();
    }

    int anomalies(Anomaly kind) {
        return anomalies.getOrDefault(kind, 0);
    }

    int evictions(String reason) {
        return evictions.getOrDefault(reason, 0);
    }

    static long millicores(ResourceUsage usage) {
        return usage.cpuNanoCores() / 1_000_000;
    }
}
