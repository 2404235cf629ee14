package io.kubestats.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubestats.cluster.targets.StaticTargets;
import io.kubestats.config.FamilyChoice;
import io.kubestats.config.KubeletConfig;
import io.kubestats.config.MetadataChoice;
import io.kubestats.config.MetricsConfig;
import io.kubestats.config.NameChoice;
import io.kubestats.config.SampleTimes;
import io.kubestats.config.ScrapeConfig;
import io.kubestats.config.ServiceConfig;
import io.kubestats.config.ServingConfig;
import io.kubestats.model.KubeletTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of the complete service against healthy and failing kubelets. */
@Timeout(60)
class ServiceTest {
    private static final String JSON = "application/json";
    private static final List<String> BAD = List.of("html", "cut-off", "empty", "large", "hangs", "broken");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<HttpServer> kubelets = new ArrayList<>();
    private final List<KubeletTarget> targets = new ArrayList<>();
    private byte[] recorded = new byte[0];

    @BeforeEach
    void load() throws IOException {
        try (InputStream in = Service.class.getResourceAsStream("/io/kubestats/demo/kubelet/1.35/stats-summary.json")) {
            recorded = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .replaceFirst("\"nodeName\": *\"[^\"]+\"", "\"nodeName\":\"good\"")
                    .getBytes(UTF_8);
        }
    }

    @AfterEach
    void stop() {
        end.countDown();
        kubelets.forEach(kubelet -> kubelet.stop(0));
        threads.shutdownNow();
    }

    @Test
    void servesTheGoodKubeletsWhateverTheBadOnesSay() throws Exception {
        kubelet("good", exchange -> answer(exchange, JSON, recorded));
        kubelet("html", exchange -> answer(exchange, "text/html", "<html>login</html>".getBytes(UTF_8)));
        kubelet("cut-off", exchange -> answer(exchange, JSON, Arrays.copyOf(recorded, 5_000)));
        kubelet("empty", exchange -> answer(exchange, JSON, new byte[0]));
        kubelet("large", exchange -> answer(exchange, JSON, ("{\"pods\":[" + " ".repeat(3 << 20)).getBytes(UTF_8)));
        kubelet("hangs", exchange -> assertThat(end.await(60, TimeUnit.SECONDS)).isTrue());
        kubelet("broken", exchange -> exchange.sendResponseHeaders(500, -1));

        try (Service service = service()) {
            int port = service.start();
            await().untilAsserted(() ->
                    assertThat(get(port, "/metrics/self")).contains(success("good", 1), success("hangs", 0)));

            String metrics = get(port, "/metrics");
            assertThat(metrics).contains(success("good", 1));
            for (String bad : BAD) {
                assertThat(metrics).contains(success(bad, 0));
                assertThat(metrics).doesNotContain("kubestats_node_memory_working_set_bytes{node=\"" + bad);
            }
            assertThat(get(port, "/apis/metrics.k8s.io/v1beta1/nodes")).contains("\"good\"");
            assertThat(get(port, "/apis/metrics.k8s.io/v1beta1/pods")).contains("\"kube-system\"");
            assertThat(get(port, "/livez")).isEqualTo("ok");
        }
    }

    @Test
    void tellsTheReadinessProbeWhyItCannotAnswerYet() throws Exception {
        kubelet("broken", exchange -> exchange.sendResponseHeaders(500, -1));

        try (Service service = service()) {
            int port = service.start();

            await().untilAsserted(() -> assertThat(get(port, "/readyz?verbose"))
                    .contains("[-]nodes-scraped failed: ")
                    .contains("500"));
            assertThat(get(port, "/livez")).isEqualTo("ok");
        }
    }

    @Test
    void writesTheFamiliesThatWereAskedFor() throws Exception {
        kubelet("good", exchange -> answer(exchange, JSON, recorded));
        String optIn = "kubestats_pod_ephemeral_storage_capacity_bytes";

        FamilyChoice families = new FamilyChoice(List.of(optIn), true, NameChoice.ALL);
        try (Service service = service(
                new MetricsConfig(families, NameChoice.ALL, 0, List.of(), MetadataChoice.NONE, SampleTimes.NONE))) {
            int port = service.start();
            await().until(() -> get(port, "/readyz").equals("ok"));

            assertThat(get(port, "/metrics"))
                    .contains(optIn + "{", "kubestats_pod_cpu_usage_seconds_total{")
                    .doesNotContain("kubestats_pod_pressure");
        }
    }

    @Test
    void countsWhatItAnswers() throws Exception {
        kubelet("good", exchange -> answer(exchange, JSON, recorded));

        try (Service service = service()) {
            int port = service.start();
            await().until(() -> get(port, "/readyz").equals("ok"));
            assertThat(get(port, "/apis/metrics.k8s.io/v1/nodes/good")).contains("NodeMetrics");
            assertThat(get(port, "/apis/metrics.k8s.io/v1/namespaces/nowhere/pods/nobody"))
                    .contains("not found");

            assertThat(get(port, "/metrics/self"))
                    .contains("kubestats_expositions_refused_total{path=\"/metrics\",} 0.0")
                    .contains("kubestats_api_requests_total{resource=\"nodes\",verb=\"get\",scope=\"object\","
                            + "code=\"200\",} 1.0")
                    .contains("kubestats_api_requests_total{resource=\"pods\",verb=\"get\",scope=\"object\","
                            + "code=\"404\",} 1.0")
                    .contains("kubestats_api_metric_freshness_seconds_count 1.0");
        }
    }

    private static String success(String node, int value) {
        return "kubestats_node_scrape_success{node=\"" + node + "\",} " + value + ".0";
    }

    private Service service() {
        return service(MetricsConfig.defaults());
    }

    private Service service(MetricsConfig metrics) {
        ScrapeConfig scrape = new ScrapeConfig(
                Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(1), 16, Duration.ofSeconds(60));
        KubeletConfig kubelet = new KubeletConfig(
                false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 2 << 20);
        ServingConfig serving = new ServingConfig("127.0.0.1", 0, 50, Duration.ofMinutes(1), Duration.ofSeconds(5));
        return new Service(
                new ServiceConfig(scrape, kubelet, serving, metrics),
                StaticTargets.of(targets),
                Optional.empty(),
                List.of(),
                BuildInfo.read());
    }

    private void kubelet(String node, Answer answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.to(exchange);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        kubelets.add(server);
        targets.add(new KubeletTarget(
                node, URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private String get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
