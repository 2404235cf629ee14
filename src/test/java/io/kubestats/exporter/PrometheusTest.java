package io.kubestats.exporter;

import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static io.kubestats.testing.ExpositionSamples.view;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubestats.http.HttpServer;
import io.kubestats.model.NodeBatch;
import io.kubestats.testing.Program;
import io.kubestats.testing.Programs;
import io.kubestats.testing.PrometheusRelease;
import io.kubestats.testing.RecordedSummaries;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real Prometheus with the shipped configuration, except port and interval, logs problems of broken expositions only.
 */
class PrometheusTest {
    private static final NodeBatch[] NODES = {
        RecordedSummaries.batch("1.31"),
        RecordedSummaries.batch("1.33"),
        RecordedSummaries.batch("1.35"),
        node("node \"odd\" \\ züri", pod("shop", "cart-0", "app", "proxy"))
    };

    /** Prometheus 3 writes the level in capitals. */
    private static final Pattern LOUD = Pattern.compile("level=(warn|error)", Pattern.CASE_INSENSITIVE);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @EnumSource
    void scrapesWithoutErrorOrWarning(PrometheusRelease release) throws Exception {
        String program = release.program("prometheus");
        ExpositionText told = Expositions.parsed(NODES);
        int port = Program.freePort();
        Path log = directory.resolve("log");
        try (MetricsServer server = MetricsServer.start(
                        () -> view(NODES),
                        () -> List.of(SelfSamples.good("node-a"), SelfSamples.failing("node-b")),
                        SelfSamples.eventful(),
                        ExpositionConfig.defaults());
                Program prometheus = start(program, config(server.port()), directory, port, log)) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(250))
                    .ignoreExceptions()
                    .until(() -> query(port, "min_over_time(up[1m]) and count_over_time(up[1m]) > 1")
                            .equals("1"));

            assertThat(prometheus.process().isAlive()).isTrue();
            for (String name : List.of(
                    "kubestats_container_cpu_usage_seconds_total",
                    "kubestats_pod_memory_working_set_bytes",
                    "kubestats_pod_network_receive_bytes_total",
                    "kubestats_volume_used_bytes",
                    "kubestats_node_pressure_io_waiting_seconds_total")) {
                assertThat(query(port, "count(" + name + ")"))
                        .isEqualTo(Integer.toString(told.samples(name).size()));
                assertThat(Double.parseDouble(query(port, "sum(" + name + ")")))
                        .isEqualTo(sum(told, name), offset(sum(told, name) * 1e-12));
            }
            assertThat(query(port, "count({__name__=~\"exported_.*\"} or {exported_namespace!=\"\"})"))
                    .isEmpty();
            assertThat(query(port, "scrape_samples_scraped - scrape_samples_post_metric_relabeling"))
                    .isEqualTo("0");
            assertThat(query(port, "kubestats_node_scrape_success{node=\"node-b\"}"))
                    .isEqualTo("0");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(get(port, "/api/v1/rules"))
                            .contains("\"health\":\"ok\"")
                            .doesNotContain("\"health\":\"unknown\""));
            assertThat(get(port, "/api/v1/rules")).doesNotContain("\"health\":\"err\"");
            assertThat(complaints(log)).isEmpty();
            assertThat(get(port, "/metrics").lines())
                    .as("what it counts of samples that it dropped")
                    .filteredOn(line -> line.startsWith("prometheus_target_scrapes_"))
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith(" 0"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAnExpositionThatBrokeOffForNone(PrometheusRelease release) throws Exception {
        String program = release.program("prometheus");
        int port = Program.freePort();
        try (HttpServer server = BrokenExpositionTest.failingAfterTheData(SelfMetrics.create("1.2.3", "abcdef0"));
                Program prometheus =
                        start(program, config(server.start()), directory, port, directory.resolve("log"))) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(250))
                    .ignoreExceptions()
                    .until(() -> !query(port, "count_over_time(up[1m]) > 1").isEmpty());

            assertThat(prometheus.process().isAlive()).isTrue();
            assertThat(query(port, "max_over_time(up[1m])")).isEqualTo("0");
            assertThat(query(port, "count({__name__=~\"kubestats_.*\"})")).isEmpty();
        }
    }

    /** Returns log lines at warning level or above, and scrape failures at any level. */
    private static List<String> complaints(Path log) throws IOException {
        return Files.readAllLines(log, UTF_8).stream()
                .filter(line -> LOUD.matcher(line).find() || (line.contains("scrape") && line.contains("err=")))
                .toList();
    }

    private static String config(int port) throws IOException {
        String shipped = Files.readString(Path.of("prometheus", "prometheus.yml"), UTF_8);
        assertThat(shipped)
                .contains("127.0.0.1:8080")
                .contains("\"rules/*.yaml\"")
                .contains("scrape_interval: 15s")
                .contains("scrape_timeout: 10s")
                .contains("evaluation_interval: 30s");
        Path rules = Path.of("prometheus", "rules").toAbsolutePath();
        return shipped.replace("\"rules/*.yaml\"", "\"" + rules + "/*.yaml\"")
                .replace("127.0.0.1:8080\"]", "127.0.0.1:" + port + "\"]")
                .replace("scrape_interval: 15s", "scrape_interval: 1s")
                .replace("scrape_timeout: 10s", "scrape_timeout: 1s")
                .replace("evaluation_interval: 30s", "evaluation_interval: 1s");
    }

    /** Returns the single value of the query, or an empty text. */
    private String query(int port, String query) throws IOException, InterruptedException {
        String body = get(port, "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
        JsonNode result = new ObjectMapper().readTree(body).path("data").path("result");
        assertThat(result.size()).as(body).isLessThan(2);
        return result.path(0).path("value").path(1).asText();
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private static double sum(ExpositionText text, String name) {
        return text.samples(name).stream()
                .mapToDouble(sample -> sample.value().doubleValue())
                .sum();
    }

    private static Program start(String program, String config, Path directory, int port, Path log) throws IOException {
        Path file = Files.writeString(directory.resolve("prometheus.yml"), config);
        return Program.start(
                log,
                Programs.command(
                        program,
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=debug"));
    }
}
