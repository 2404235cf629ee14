package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.TargetDiscovery;
import io.kubestats.config.ScrapeConfig;
import io.kubestats.model.KubeletTarget;
import io.kubestats.testing.FakeKubeletClient;
import io.kubestats.testing.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A test bench for a pool: no threads, fake collaborators, and a clock that the test advances. */
final class PoolBench implements TargetDiscovery {
    static final Duration STEP = Duration.ofMillis(10);

    final ManualClock clock;
    final FakeKubeletClient kubelets;
    final RecordingSink sink = new RecordingSink();
    final RecordingObserver observer = new RecordingObserver();
    final ScrapePool pool;
    private final List<Consumer<List<KubeletTarget>>> listeners = new CopyOnWriteArrayList<>();
    private List<KubeletTarget> targets = List.of();

    PoolBench(ScrapeConfig config) {
        this(config, Instant.parse("2026-03-04T05:06:07Z"));
    }

    private PoolBench(ScrapeConfig config, Instant start) {
        clock = ManualClock.at(start);
        kubelets = new FakeKubeletClient(clock);
        pool = new ScrapePool(config, this, kubelets, sink, observer, clock, clock::nanos);
        pool.follow();
    }

    static PoolBench standard() {
        return new PoolBench(ScrapeConfig.defaults());
    }

    static PoolBench startedAt(Instant start) {
        return new PoolBench(ScrapeConfig.defaults(), start);
    }

    static PoolBench withConcurrency(int concurrency) {
        ScrapeConfig standard = ScrapeConfig.defaults();
        return new PoolBench(new ScrapeConfig(
                standard.metricResolution(),
                standard.fullResolution(),
                standard.timeout(),
                concurrency,
                standard.maxSampleAge()));
    }

    static KubeletTarget target(String node) {
        return new KubeletTarget(node, URI.create("https://" + node + ":10250"));
    }

    static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "node-" + i).toList();
    }

    @Override
    public void subscribe(Consumer<List<KubeletTarget>> listener) {
        listeners.add(listener);
        listener.accept(targets);
    }

    void discover(List<String> nodes) {
        discoverTargets(nodes.stream().map(PoolBench::target).toList());
    }

    void discover(String... nodes) {
        discover(List.of(nodes));
    }

    void discoverTargets(List<KubeletTarget> found) {
        targets = found;
        listeners.forEach(listener -> listener.accept(found));
    }

    /** Advances the clock by {@code time}, with a turn of the pool after each step. */
    void pass(Duration time) {
        pass(time, STEP);
    }

    void pass(Duration time, Duration step) {
        pool.runDue();
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            clock.advance(step);
            pool.runDue();
        }
    }

    /** Advances the clock until {@code condition} holds, by at most four resolutions. */
    void passUntil(BooleanSupplier condition) {
        for (int i = 0; i < 6000 && !condition.getAsBoolean(); i++) {
            pass(STEP);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    TargetStatus status(String node) {
        return pool.statuses().stream()
                .filter(status -> status.target().node().equals(node))
                .findFirst()
                .orElseThrow();
    }
}
