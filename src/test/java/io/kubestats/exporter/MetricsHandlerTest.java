package io.kubestats.exporter;

import static io.kubestats.exporter.SelfSamples.failing;
import static io.kubestats.exporter.SelfSamples.good;
import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static io.kubestats.testing.ExpositionSamples.view;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.store.UsageView;
import io.kubestats.testing.CountedViews;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsHandlerTest {
    private static final UsageView VIEW = view(node("node-a", pod("shop", "cart-0", "app")), node("node-b"));

    private final SelfMetrics self = SelfMetrics.create("1.2.3", "abcdef0");
    private final MetricsServer server = start(self);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void servesDataAndSelfMetricsTogether() {
        HttpResponse<String> response = server.get("/metrics");

        ExpositionText text = ExpositionText.parse(response.body(), ExpositionFormat.TEXT);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.samples("kubestats_node_cpu_usage_seconds_total")).hasSize(2);
        assertThat(text.value("kubestats_node_scrape_success", "node", "node-c"))
                .isZero();
        assertThat(text.families()).containsKey("jvm_info");
    }

    @Test
    void servesOpenMetricsToThoseWhoAskForIt() {
        HttpResponse<String> response = server.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0");

        ExpositionText text = ExpositionText.parse(response.body(), ExpositionFormat.OPENMETRICS);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(text.family("kubestats_node_cpu_usage_seconds").type()).isEqualTo("counter");
        assertThat(text.families()).containsKey("kubestats_scrapes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/metrics/self", "/metrics/values", "/metrics/nodes/node-a"})
    void endsOpenMetricsOnceOnEveryPath(String path) {
        HttpResponse<String> response = server.get(path, "Accept", "application/openmetrics-text");

        assertThat(response.body()).containsOnlyOnce("# EOF").endsWith("# EOF\n");
    }

    @Test
    void compressesForThoseWhoAcceptIt() throws IOException {
        HttpResponse<byte[]> response =
                server.getBytes("/metrics/values", "Accept-Encoding", "zstd, deflate, gzip;q=0.5");
        HttpResponse<String> plain = server.get("/metrics/values", "Accept-Encoding", "gzip;q=0, identity");

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo(plain.body());
        }
        assertThat(response.body().length).isLessThan(plain.body().length() / 5);
    }

    @Test
    void servesSelfMetricsAlone() {
        ExpositionText text = parsed("/metrics/self");

        assertThat(text.families())
                .containsKeys("kubestats_node_scrape_success", "jvm_info")
                .doesNotContainKey("kubestats_node_cpu_usage_seconds_total");
    }

    @Test
    void servesDataAloneOfChosenNodes() {
        ExpositionText all = parsed("/metrics/values");
        ExpositionText one = parsed("/metrics/values?node=node-b&node=elsewhere");

        assertThat(all.families()).doesNotContainKey("jvm_info");
        assertThat(all.samples("kubestats_node_pids")).hasSize(2);
        assertThat(one.samples("kubestats_node_pids"))
                .extracting(sample -> sample.labels().get("node"))
                .containsExactly("node-b");
    }

    @Test
    void servesTheDataByItsOldNameToo() {
        assertThat(server.get("/metrics/stats").body())
                .isNotEmpty()
                .isEqualTo(server.get("/metrics/values").body());
    }

    @Test
    void servesOneNode() {
        ExpositionText text = parsed("/metrics/nodes/node-a");

        assertThat(text.families().values())
                .flatExtracting(ExpositionText.Family::samples)
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.labels()).containsEntry("node", "node-a"));
    }

    @Test
    void servesNothingOfATargetWithoutDataAndRefusesAnUnknownNode() {
        HttpResponse<String> gone = server.get("/metrics/nodes/node-c");
        HttpResponse<String> unknown = server.get("/metrics/nodes/node-x");

        assertThat(gone.statusCode()).isEqualTo(200);
        assertThat(gone.body()).isEmpty();
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(unknown.body()).isEqualTo("No such node is scraped here.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/metrics?name[]=kubestats_node_pids&name[]=kubestats_build_info, kubestats_node_pids kubestats_build_info",
        "/metrics/values?name[]=kubestats_node_pids, kubestats_node_pids",
        "/metrics/self?name[]=kubestats_scrapes_total, kubestats_scrapes_total",
        "/metrics?name[]=no_such_thing, ''"
    })
    void servesOnlyTheNamesThatAreAskedFor(String path, String names) {
        ExpositionText text = parsed(path.replace("[", "%5B").replace("]", "%5D"));

        List<String> expected = names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
        assertThat(text.families().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void countsItsOwnExpositions() {
        ExpositionText text;
        try (MetricsServer fresh = start(SelfMetrics.create("1.2.3", "abcdef0"))) {
            fresh.get("/metrics");

            text = ExpositionText.parse(fresh.get("/metrics/self").body(), ExpositionFormat.TEXT);
        }

        long data =
                Expositions.parsed(node("node-a", pod("shop", "cart-0", "app")), node("node-b"))
                        .families()
                        .values()
                        .stream()
                        .mapToLong(family -> family.samples().size())
                        .sum();
        assertThat(text.value("kubestats_exposition_series", "path", "/metrics"))
                .isEqualByComparingTo("" + data);
        assertThat(text.value("kubestats_exposition_duration_seconds_sum", "path", "/metrics"))
                .isEqualByComparingTo("0.001");
    }

    @Test
    void refusesMoreExpositionsAtOnceThanAllowed() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExpositionConfig all = ExpositionConfig.defaults();
        ExpositionConfig one =
                new ExpositionConfig(all.families(), all.namespaces(), all.maxSeries(), 1, all.metadata(), all.times());
        AtomicBoolean first = new AtomicBoolean(true);
        try (MetricsServer slow = MetricsServer.start(
                () -> {
                    if (first.getAndSet(false)) {
                        inside.countDown();
                        await(goOn);
                    }
                    return VIEW;
                },
                List::of,
                self,
                one)) {
            CompletableFuture<HttpResponse<String>> admitted = slow.getLater("/metrics");
            await(inside);

            HttpResponse<String> second = slow.get("/metrics");
            HttpResponse<String> ourselves = slow.get("/metrics/self");

            goOn.countDown();
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            assertThat(ourselves.statusCode()).as("of its own gate").isEqualTo(200);
            assertThat(admitted.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(slow.get("/metrics").body())
                    .contains("kubestats_expositions_refused_total{path=\"/metrics\",} 1.0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/metrics/self",
                "/metrics/values",
                "/metrics/values?node=node-a",
                "/metrics/stats",
                "/metrics/nodes/node-a",
                "/metrics/nodes/nowhere",
                "/metrics?collect[]=wrong"
            })
    void closesTheViewThatItHasRead(String path) {
        CountedViews views = new CountedViews(VIEW);
        try (MetricsServer counting =
                MetricsServer.start(views, List::of, SelfMetrics.create("1", "a"), ExpositionConfig.defaults())) {
            counting.get(path.replace("[", "%5B").replace("]", "%5D"));

            assertThat(views.taken()).isEqualTo(1);
            Awaitility.await().until(() -> views.open() == 0);
        }
    }

    @Test
    void listsItsPaths() {
        MetricsHandler handler =
                new MetricsHandler(() -> VIEW, ObjectFacts.NONE, List::of, self, ExpositionConfig.defaults(), () -> 0);

        assertThat(handler.paths())
                .containsExactly(
                        "/metrics", "/metrics/self", "/metrics/values", "/metrics/stats", "/metrics/nodes/{node}");
    }

    private static MetricsServer start(SelfMetrics self) {
        return MetricsServer.start(
                () -> VIEW,
                () -> List.of(good("node-a"), good("node-b"), failing("node-c")),
                self,
                ExpositionConfig.defaults());
    }

    private ExpositionText parsed(String path) {
        return ExpositionText.parse(server.get(path).body(), ExpositionFormat.TEXT);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
