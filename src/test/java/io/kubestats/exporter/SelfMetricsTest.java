package io.kubestats.exporter;

import static io.kubestats.exporter.SelfSamples.failing;
import static io.kubestats.exporter.SelfSamples.good;
import static io.kubestats.exporter.SelfSamples.untried;
import static io.kubestats.exporter.SelfSamples.withNothing;
import static io.kubestats.exporter.SelfSamples.withoutFull;
import static io.kubestats.testing.ExpositionSamples.TIME;
import static io.kubestats.testing.ExpositionSamples.fastNode;
import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static io.kubestats.testing.ExpositionSamples.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.Anomaly;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.scrape.ScrapeResult;
import io.kubestats.scrape.ScrapeResult.SkipReason;
import io.kubestats.scrape.TargetStatus;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SelfMetricsTest {
    private final SelfMetrics self = SelfMetrics.create("1.2.3", "abcdef0");

    @Test
    void countsEveryScrapeByItsOutcome() {
        SelfSamples.scrape(self, Lane.FAST, SelfSamples.stored(fastNode("node-a"), 5000));
        SelfSamples.scrape(self, Lane.FAST, SelfSamples.failed(Reason.TLS));
        SelfSamples.scrape(self, Lane.FULL, new ScrapeResult.Skipped(SkipReason.BREAKER_OPEN));

        ExpositionText text = text(List.of());

        assertThat(text.value("kubestats_scrapes_total", "mode", "fast", "outcome", "success"))
                .isEqualByComparingTo("1");
        assertThat(text.value("kubestats_scrapes_total", "mode", "fast", "outcome", "tls"))
                .isEqualByComparingTo("1");
        assertThat(text.value("kubestats_scrapes_total", "mode", "full", "outcome", "breaker_open"))
                .isEqualByComparingTo("1");
        assertThat(text.value("kubestats_scrape_duration_seconds_count", "mode", "fast"))
                .isEqualByComparingTo("2");
        assertThat(text.value("kubestats_scrape_duration_seconds_sum", "mode", "fast"))
                .isEqualByComparingTo("10.03");
        assertThat(text.value("kubestats_scrape_duration_seconds_count", "mode", "full"))
                .isZero();
        assertThat(text.value("kubestats_scrape_response_bytes_sum", "mode", "fast"))
                .isEqualByComparingTo("5000");
    }

    @Test
    void hasEveryOutcomeAtZeroFromTheStart() {
        ExpositionText text = text(List.of());

        assertThat(text.samples("kubestats_scrapes_total"))
                .hasSize(2 * (1 + Reason.values().length + SkipReason.values().length))
                .allSatisfy(sample -> assertThat(sample.value()).isZero());
        assertThat(text.samples("kubestats_parse_anomalies_total")).hasSize(Anomaly.values().length);
    }

    @Test
    void knowsWhatIsInFlight() {
        KubeletTarget target = new KubeletTarget("node-a", URI.create("https://127.0.0.1:1"));

        self.started(target, Lane.FULL);
        self.started(target, Lane.FULL);
        self.ended(target, Lane.FULL, SelfSamples.failed(Reason.CONNECT));

        assertThat(text(List.of()).value("kubestats_scrapes_in_flight", "mode", "full"))
                .isEqualByComparingTo("1");
    }

    @Test
    void countsTheAnomaliesOfStoredBatchesAndOfOthers() {
        NodeBatch batch = SelfSamples.withAnomalies(fastNode("node-a"), Map.of(Anomaly.ZERO_USAGE, 3));

        SelfSamples.scrape(self, Lane.FAST, SelfSamples.stored(batch, 10));
        self.anomaly("n1", Anomaly.COUNTER_RESET, 2);

        ExpositionText text = text(List.of());
        assertThat(text.value("kubestats_parse_anomalies_total", "kind", "zero_usage"))
                .isEqualByComparingTo("3");
        assertThat(text.value("kubestats_parse_anomalies_total", "kind", "counter_reset"))
                .isEqualByComparingTo("2");
    }

    @Test
    void countsRequestsToTheMetricsApi() {
        self.apiRequest("pods", "list", "cluster", 200, 0.25);
        self.apiRequest("pods", "list", "cluster", 503, 0.25);
        self.apiFreshness(-3);
        self.apiFreshness(12);

        ExpositionText text = text(List.of());

        assertThat(text.value("kubestats_api_requests_total", "resource", "pods", "code", "503"))
                .isEqualByComparingTo("1");
        assertThat(text.value("kubestats_api_request_duration_seconds_sum", "verb", "list"))
                .isEqualByComparingTo("0.5");
        assertThat(text.value("kubestats_api_metric_freshness_seconds_sum")).isEqualByComparingTo("12");
        assertThat(text.samples("kubestats_api_metric_freshness_seconds_bucket"))
                .hasSize(21);
    }

    @Test
    void showsAFailingNodeWhileItsDataIsGone() {
        ExpositionText text = text(List.of(good("node-a"), failing("node-b"), untried("node-c")), node("node-a"));

        assertThat(value(text, "kubestats_node_scrape_success", "node-a")).isEqualByComparingTo("1");
        assertThat(value(text, "kubestats_node_scrape_success", "node-b")).isZero();
        assertThat(value(text, "kubestats_node_scrape_success", "node-c")).isZero();
        assertThat(value(text, "kubestats_node_breaker_open", "node-b")).isEqualByComparingTo("1");
        assertThat(value(text, "kubestats_node_breaker_open", "node-a")).isZero();
        assertThat(value(text, "kubestats_node_last_scrape_timestamp_seconds", "node-a"))
                .isEqualByComparingTo(BigDecimal.valueOf(TIME + 250, 3));
        assertThat(value(text, "kubestats_node_last_scrape_duration_seconds", "node-b"))
                .isEqualByComparingTo("10");
        assertThat(text.samples("kubestats_node_last_scrape_timestamp_seconds")).hasSize(2);
        assertThat(text.value("kubestats_store_nodes", "state", "fresh")).isEqualByComparingTo("1");
        assertThat(text.value("kubestats_store_nodes", "state", "stale")).isEqualByComparingTo("1");
        assertThat(text.value("kubestats_store_nodes", "state", "missing")).isEqualByComparingTo("1");
    }

    @Test
    void showsWhichLaneOfANodeFails() {
        ExpositionText text =
                text(List.of(withoutFull("node-a"), failing("node-b"), untried("node-c")), node("node-a"));

        assertThat(value(text, "kubestats_node_scrape_success", "node-a")).isEqualByComparingTo("1");
        assertThat(value(text, "kubestats_node_breaker_open", "node-a")).isZero();
        assertThat(text.value("kubestats_node_lane_scrape_success", "node", "node-a", "lane", "fast"))
                .isEqualByComparingTo("1");
        assertThat(text.value("kubestats_node_lane_scrape_success", "node", "node-a", "lane", "full"))
                .isZero();
        assertThat(text.value("kubestats_node_lane_scrape_success", "node", "node-b", "lane", "fast"))
                .isZero();
        assertThat(text.samples("kubestats_node_lane_scrape_success")).hasSize(4);
    }

    @Test
    void countsScrapesThatHadToBeEnded() {
        self.overdue(new KubeletTarget("node-a", URI.create("https://127.0.0.1:1")), Lane.FAST);

        ExpositionText text = text(List.of());

        assertThat(text.value("kubestats_scrapes_overdue_total", "mode", "fast"))
                .isEqualByComparingTo("1");
        assertThat(text.value("kubestats_scrapes_overdue_total", "mode", "full"))
                .isZero();
    }

    @Test
    void countsAFullScrapeOfWhichOnlyCpuAndMemoryCameByItsFailure() {
        NodeBatch batch = SelfSamples.withAnomalies(fastNode("node-a"), Map.of(Anomaly.ZERO_USAGE, 3));
        SelfSamples.scrape(
                self,
                Lane.FULL,
                new ScrapeResult.Partial(
                        batch, 100, new KubeletException(Reason.HTTP_ERROR, "500", null), Duration.ofMillis(5)));

        ExpositionText text = text(List.of());

        assertThat(text.value("kubestats_scrapes_total", "mode", "full", "outcome", "http_error"))
                .isEqualByComparingTo("1");
        assertThat(text.value("kubestats_scrape_response_bytes_sum", "mode", "full"))
                .isEqualByComparingTo("100");
        assertThat(text.value("kubestats_parse_anomalies_total", "kind", "zero_usage"))
                .isEqualByComparingTo("3");
    }

    @Test
    void doesNotShowANodeWithoutStatisticsAsAnOutage() {
        ExpositionText text = text(List.of(good("node-a"), withNothing("node-b")), node("node-a"));

        assertThat(text.samples("kubestats_node_scrape_success")).hasSize(1);
        assertThat(text.samples("kubestats_node_breaker_open")).hasSize(1);
        assertThat(text.value("kubestats_store_nodes", "state", "missing")).isZero();
        assertThat(text.value("kubestats_store_nodes", "state", "unsupported")).isEqualByComparingTo("1");
    }

    @Test
    void countsThePointsOfTheView() {
        ExpositionText text = text(List.of(), node("a", pod("s", "one", "x", "y"), pod("s", "two", "x")), node("b"));

        assertThat(text.value("kubestats_store_points", "type", "node")).isEqualByComparingTo("2");
        assertThat(text.value("kubestats_store_points", "type", "pod")).isEqualByComparingTo("2");
        assertThat(text.value("kubestats_store_points", "type", "container")).isEqualByComparingTo("3");
        assertThat(text.value("kubestats_store_points", "type", "volume")).isEqualByComparingTo("4");
    }

    @Test
    void saysWhatRunsHereAndHowTheJvmIs() {
        ExpositionText text = text(List.of());

        assertThat(text.value("kubestats_build_info", "version", "1.2.3", "revision", "abcdef0"))
                .isEqualByComparingTo("1");
        assertThat(text.families()).containsKeys("jvm_memory_bytes_used", "process_cpu_seconds_total", "jvm_info");
    }

    @Test
    void asksForTheStateOfWatchesAndCertificatesAtEachExposition() {
        AtomicBoolean synced = new AtomicBoolean();
        AtomicInteger pods = new AtomicInteger(3);
        self.informer("pods", synced::get, pods::get);
        self.certificate("serving", () -> Instant.ofEpochSecond(1_800_000_000));

        ExpositionText before = text(List.of());
        synced.set(true);
        pods.set(4);
        ExpositionText after = text(List.of());

        assertThat(before.value("kubestats_informer_synced", "kind", "pods")).isEqualByComparingTo("0");
        assertThat(before.value("kubestats_informer_objects", "kind", "pods")).isEqualByComparingTo("3");
        assertThat(after.value("kubestats_informer_synced", "kind", "pods")).isEqualByComparingTo("1");
        assertThat(after.value("kubestats_informer_objects", "kind", "pods")).isEqualByComparingTo("4");
        assertThat(after.value("kubestats_certificate_expiration_timestamp_seconds", "usage", "serving"))
                .isEqualByComparingTo("1800000000");
    }

    @Test
    void tellsDecisionsOnRequestsAsTheyStandNow() {
        AtomicInteger denied = new AtomicInteger();
        self.accessDecision("authorization", "denied", denied::get);

        ExpositionText before = text(List.of());
        denied.set(2);
        ExpositionText after = text(List.of());

        assertThat(before.value("kubestats_access_decisions_total", "stage", "authorization", "outcome", "denied"))
                .isEqualByComparingTo("0");
        assertThat(after.value("kubestats_access_decisions_total", "stage", "authorization", "outcome", "denied"))
                .isEqualByComparingTo("2");
    }

    @Test
    void saysNothingOfWhenCountersWereCreated() {
        assertThat(text(List.of()).families().keySet()).noneMatch(name -> name.endsWith("_created"));
    }

    @Test
    void isReadByAStrictReaderAsOpenMetrics() {
        String text = SelfSamples.text(
                SelfSamples.eventful(), List.of(good("n")), view(node("n")), ExpositionFormat.OPENMETRICS);

        ExpositionText parsed = ExpositionText.parse(text, ExpositionFormat.OPENMETRICS);

        assertThat(parsed.family("kubestats_scrapes").type()).isEqualTo("counter");
        assertThat(parsed.family("kubestats_scrape_duration_seconds").unit()).contains("seconds");
    }

    private ExpositionText text(List<TargetStatus> statuses, NodeBatch... nodes) {
        return ExpositionText.parse(
                SelfSamples.text(self, statuses, view(nodes), ExpositionFormat.TEXT), ExpositionFormat.TEXT);
    }

    private static BigDecimal value(ExpositionText text, String name, String node) {
        return text.value(name, "node", node);
    }
}
