package io.kubestats.store;

import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.StoreLimits;
import io.kubestats.store.series.StoreObserver;
import io.kubestats.testing.ManualClock;
import io.kubestats.testing.Samples;
import io.kubestats.testing.Samples.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Writing to and reading from a store of many nodes with 30 pods of 1.5 containers each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SampleStoreBenchmark {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int PODS = 30;
    private static final int BATCHES = 256;

    @Param({"1000", "5000"})
    int nodes;

    private final ManualClock clock = ManualClock.at(START);
    private final SampleStore store = new SampleStore(
            new StoreLimits(Duration.ofSeconds(60), Duration.ofSeconds(240), Duration.ofSeconds(15)),
            ClusterState.UNKNOWN,
            StoreObserver.NOOP,
            clock,
            clock::nanos);
    private final List<NodeBatch> fast = new ArrayList<>();
    private int next;

    /** Every node reports twice in full; the fast responses that follow are used in rotation. */
    @Setup
    public void fill() {
        for (int node = 0; node < nodes; node++) {
            store.accept(batch(AnswerForm.SUMMARY, node, 0));
        }
        clock.advance(Duration.ofSeconds(15));
        for (int node = 0; node < nodes; node++) {
            store.accept(batch(AnswerForm.SUMMARY_CPU_AND_MEMORY, node, 15));
        }
        for (int i = 0; i < BATCHES; i++) {
            fast.add(batch(AnswerForm.SUMMARY_CPU_AND_MEMORY, i % 2, 30 + 15 * (i / 2)));
        }
    }

    /** Stores one response of the fast lane. */
    @Benchmark
    public void acceptFastAnswer() {
        store.accept(fast.get(next++ % BATCHES));
    }

    @Benchmark
    public UsageView view() {
        return store.view();
    }

    @Benchmark
    public Optional<PodUsage> lookUpPod() {
        return store.view().node("node-0500").flatMap(node -> node.pod("namespace-2", "pod-500-17"));
    }

    private static NodeBatch batch(AnswerForm form, int node, int seconds) {
        Instant at = START.plusSeconds(seconds);
        PodPoint[] pods = new PodPoint[PODS];
        for (int pod = 0; pod < PODS; pod++) {
            // In random order, as from a kubelet.
            int number = (pod * 7 + seconds) % PODS;
            ContainerPoint[] containers = new ContainerPoint[1 + number % 2];
            for (int i = 0; i < containers.length; i++) {
                containers[i] = Samples.container("container-" + i, reading(at, seconds + number));
            }
            PodPoint point = Samples.startedAt(
                    Samples.withUid(
                            Samples.pod("namespace-" + number % 5, "pod-" + node + "-" + number, containers),
                            "uid-" + node + "-" + number),
                    START.minusSeconds(900));
            pods[pod] = new PodPoint(
                    point.ref(), reading(at, 2L * seconds + number).usage(), point.containers(), point.detail());
        }
        return Samples.batch(form, "node-%04d".formatted(node), reading(at, 100L + seconds), pods);
    }

    private static Reading reading(Instant at, long coreSeconds) {
        return Samples.reading(at)
                .startedAt(START.minusSeconds(900))
                .cpu((coreSeconds + 1) * Samples.CORE_SECOND)
                .rate(Samples.CORE_SECOND / 3)
                .memory(123_456_789);
    }
}
