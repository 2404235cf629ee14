package io.kubestats.exporter;

import static io.kubestats.testing.ExpositionSamples.TIME;

import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.Anomaly;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.scrape.LaneStatus;
import io.kubestats.scrape.ScrapeResult;
import io.kubestats.scrape.TargetStatus;
import io.kubestats.store.UsageView;
import io.kubestats.testing.ExpositionSamples;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Self-metrics with a value for every family, and their text. */
final class SelfSamples {
    private SelfSamples() {}

    /** Returns self-metrics in which every family has a series. */
    static SelfMetrics eventful() {
        SelfMetrics self = SelfMetrics.create("1.2.3", "abcdef0");
        scrape(self, Lane.FAST, stored(ExpositionSamples.fastNode("node-a"), 4321));
        scrape(self, Lane.FULL, failed(Reason.TIMEOUT));
        self.anomaly("n1", Anomaly.COUNTER_RESET, 2);
        self.apiRequest("pods", "list", "namespace", 200, 0.003);
        self.apiFreshness(7.5);
        self.expositions().wrote("/metrics", 1234);
        self.expositions().took("/metrics", 0.02);
        self.expositions().refused("/metrics");
        self.expositions().failed("/metrics");
        self.informer("nodes", () -> true, () -> 1);
        self.withheld("zero_memory", () -> 1);
        self.certificate("serving", () -> Instant.ofEpochSecond(1_800_000_000));
        self.accessDecision("authorization", "allowed", () -> 7);
        return self;
    }

    static void scrape(SelfMetrics self, Lane lane, ScrapeResult result) {
        self.started(target("node-a"), lane);
        self.ended(target("node-a"), lane, result);
    }

    static ScrapeResult stored(NodeBatch batch, int bytes) {
        return new ScrapeResult.Stored(batch, bytes, Duration.ofMillis(30));
    }

    static ScrapeResult failed(Reason reason) {
        return new ScrapeResult.Failed(new KubeletException(reason, "no", null), Duration.ofSeconds(10));
    }

    static NodeBatch withAnomalies(NodeBatch batch, Map<Anomaly, Integer> anomalies) {
        return new NodeBatch(batch.node(), batch.form(), batch.point(), batch.pods(), anomalies);
    }

    /** Returns a target whose scrapes succeed. */
    static TargetStatus good(String node) {
        return status(node, Optional.of(TIME + 250), Duration.ofMillis(45), lane(0, "closed"), lane(0, "closed"));
    }

    /** Returns a target whose full lane fails. */
    static TargetStatus withoutFull(String node) {
        return status(node, Optional.of(TIME + 250), Duration.ofMillis(45), lane(0, "closed"), lane(9, "open"));
    }

    /** Returns a target that was scraped once, and then failed until its circuit breaker opened. */
    static TargetStatus failing(String node) {
        return status(node, Optional.of(TIME - 600_000), Duration.ofSeconds(10), lane(7, "open"), lane(2, "closed"));
    }

    /** Returns a target before its first attempt. */
    static TargetStatus untried(String node) {
        return new TargetStatus(target(node), Optional.empty(), Optional.empty(), false, Map.of());
    }

    /** Returns a target that reported that it has no statistics. */
    static TargetStatus withNothing(String node) {
        return new TargetStatus(
                target(node),
                Optional.empty(),
                Optional.of(Duration.ofMillis(3)),
                true,
                Map.of(Lane.FAST, lane(1, "open"), Lane.FULL, lane(1, "open")));
    }

    private static TargetStatus status(
            String node, Optional<Long> lastSuccess, Duration elapsed, LaneStatus fast, LaneStatus full) {
        return new TargetStatus(
                target(node),
                lastSuccess.map(Instant::ofEpochMilli),
                Optional.of(elapsed),
                false,
                Map.of(Lane.FAST, fast, Lane.FULL, full));
    }

    private static LaneStatus lane(int failures, String breaker) {
        return new LaneStatus(true, failures, Optional.empty(), breaker);
    }

    static String text(SelfMetrics self, List<TargetStatus> statuses, UsageView view, ExpositionFormat format) {
        StringWriter text = new StringWriter();
        NodeStatusCollector nodes = new NodeStatusCollector(statuses, view);
        try {
            SelfWriter.write(self.registry(), nodes, name -> true, format, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static KubeletTarget target(String node) {
        return new KubeletTarget(node, URI.create("https://127.0.0.1:10250"));
    }
}
