package io.kubestats.scrape;

import io.kubestats.config.ScrapeConfig;
import io.kubestats.kubelet.KubeletAnswer;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.store.BatchSink;
import io.kubestats.testing.FakeKubeletClient;
import io.kubestats.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Benchmark of scheduling alone: one resolution of all nodes, which respond immediately. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScrapePoolBenchmark {
    private static final Duration TURN = Duration.ofMillis(15);

    @Param({"100", "1000", "5000"})
    int nodes = 100;

    private final ManualClock clock = ManualClock.at(Instant.EPOCH);
    private final CompletableFuture<KubeletAnswer> answer =
            CompletableFuture.completedFuture(new KubeletAnswer(FakeKubeletClient.emptyBatch("node", Lane.FAST), 2));
    private final ScrapePool pool = new ScrapePool(
            ScrapeConfig.defaults(),
            listener -> listener.accept(
                    PoolBench.names(nodes).stream().map(PoolBench::target).toList()),
            (target, lane) -> answer,
            new Nowhere(),
            ScrapeObserver.NOOP,
            clock,
            clock::nanos);

    /** Completes the first round. */
    @Setup
    public void begin() {
        pool.follow();
        resolution();
        resolution();
    }

    /** Runs 1,000 turns of 15 ms. */
    @Benchmark
    public void resolution() {
        for (int i = 0; i < 1000; i++) {
            clock.advance(TURN);
            pool.runDue();
        }
    }

    /** A sink that discards everything. */
    private static final class Nowhere implements BatchSink {
        @Override
        public void accept(NodeBatch batch) {}

        @Override
        public void forget(String node) {}
    }
}
