package io.kubestats.exporter;

import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.model.NodeBatch;
import io.kubestats.store.UsageView;
import io.kubestats.testing.ExpositionSamples;
import io.kubestats.testing.Program;
import io.kubestats.testing.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A real Prometheus scrapes 1,000 nodes with 30 pods each: its cost there, and the growth of the exporter's heap
 * meanwhile. Run it with {@code -Dbench.args='-f 1 -wi 1 -i 5'}; the score is the time from one scrape's end to the
 * next, which is the interval of 20 s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PrometheusScrapeBenchmark {
    private static final String PATH = "/metrics/values";
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final Pattern VALUE = Pattern.compile("\"value\":\\[[^,]+,\"([^\"]+)\"]");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    @Param("1000")
    int nodes;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong turns = new AtomicLong();
    private Optional<Running> running = Optional.empty();

    @Setup
    public void setUp() throws IOException {
        NodeBatch[] batches = new NodeBatch[nodes];
        for (int i = 0; i < nodes; i++) {
            batches[i] = ExpositionBenchmark.batch(i);
        }
        UsageView view = ExpositionSamples.view(batches);
        SelfMetrics self = SelfMetrics.create("1.2.3", "abcdef0");
        MetricsHandler handler = new MetricsHandler(
                () -> view, ObjectFacts.NONE, List::of, self, ExpositionConfig.defaults(), this::lookAtTheTime);
        MetricsServer server = MetricsServer.start(handler);
        Path directory = Files.createTempDirectory("prometheus");
        int port = Program.freePort();
        running = Optional.of(new Running(server, prometheus(directory, server.port(), port), port));
    }

    @TearDown
    public void tearDown() throws InterruptedException {
        running().prometheus().destroy();
        running().prometheus().waitFor(20, TimeUnit.SECONDS);
        running().server().close();
    }

    @Benchmark
    public long scrape(Costs costs) throws IOException, InterruptedException, TimeoutException {
        System.gc();
        long turn = turns.get();
        // The handler reads the clock when it begins to write and when it has finished.
        awaitTurn(turn + 1, heap -> {});
        long start = System.nanoTime();
        long before = used();
        awaitTurn(
                turn + 2,
                now -> costs.heapGrowthKibibytes = Math.max(costs.heapGrowthKibibytes, (now - before) / 1024));
        costs.writeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        costs.series = (long) query("scrape_samples_scraped");
        costs.prometheusMillis = (long) (1e3 * query("scrape_duration_seconds"));
        costs.prometheusResidentKibibytes = resident();
        return turn;
    }

    private void awaitTurn(long turn, LongConsumer heap) throws TimeoutException {
        long start = System.nanoTime();
        while (turns.get() < turn) {
            if (System.nanoTime() - start > LONGEST_NANOS) {
                throw new TimeoutException("Prometheus did not scrape");
            }
            heap.accept(used());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private Running running() {
        return running.orElseThrow();
    }

    private long lookAtTheTime() {
        turns.incrementAndGet();
        return System.nanoTime();
    }

    private double query(String name) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + running().port() + "/api/v1/query?query=" + name);
        String answer = client.send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher value = VALUE.matcher(answer);
        return value.find() ? Double.parseDouble(value.group(1)) : 0;
    }

    private long resident() throws IOException {
        String status =
                Files.readString(Path.of("/proc", "" + running().prometheus().pid(), "status"));
        Matcher resident = RESIDENT.matcher(status);
        return resident.find() ? Long.parseLong(resident.group(1)) : 0;
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Process prometheus(Path directory, int target, int port) throws IOException {
        String config = """
                scrape_configs:
                  - job_name: kubestats
                    honor_labels: true
                    scrape_interval: 20s
                    scrape_timeout: 19s
                    metrics_path: %s
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(PATH, target);
        Path file = Files.writeString(directory.resolve("prometheus.yml"), config);
        return new ProcessBuilder(Programs.command(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    /** Components that a run started. */
    private record Running(MetricsServer server, Process prometheus, int port) {}

    /** Costs of one scrape on both sides. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Costs {
        public long heapGrowthKibibytes;
        public long writeMillis;
        public long series;
        public long prometheusMillis;
        public long prometheusResidentKibibytes;
    }
}
