package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.UsagePoint;
import io.kubestats.testing.ScrapeLogCapture;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class AnomalyLogTest {
    private static final String TEXT = "kubelet's response has anomalies that were omitted or corrected";

    private final AtomicLong nanos = new AtomicLong();
    private final ScrapeLogCapture lines = new ScrapeLogCapture();
    private final RecordingObserver next = new RecordingObserver();
    private final AnomalyLog log = new AnomalyLog(next, lines, nanos::get);

    @Test
    void saysOnceWhatIsOddAndWhereAndNotWithEachAnswer() {
        for (int i = 0; i < 100; i++) {
            answer("a", AnswerForm.SUMMARY, Map.of(Anomaly.BAD_FIELD, "pods[" + i + "] is odd"));
            answer("a", AnswerForm.RESOURCE_METRICS, Map.of());
            answer("b", AnswerForm.SUMMARY, Map.of());
        }

        assertThat(lines.lines(Level.WARN))
                .containsExactly(TEXT + " node=a kind=bad_field count=3 first=\"pods[0] is odd\"");
    }

    @Test
    void saysAnotherKindAndAnotherForm() {
        answer("a", AnswerForm.SUMMARY, Map.of(Anomaly.BAD_FIELD, "x"));
        answer("a", AnswerForm.SUMMARY, Map.of(Anomaly.BAD_FIELD, "x", Anomaly.DUPLICATE, "y"));
        answer("a", AnswerForm.RESOURCE_METRICS, Map.of(Anomaly.DUPLICATE, "z"));

        assertThat(lines.lines(Level.WARN))
                .extracting(line -> line.substring(line.indexOf("kind=")))
                .containsExactly(
                        "kind=bad_field count=3 first=\"x\"",
                        "kind=duplicate_pod count=3 first=\"y\"",
                        "kind=duplicate_pod count=3 first=\"z\"");
    }

    @Test
    void saysItAgainWhenItComesBackAfterManyAnswersAndNotWhenItFlickers() {
        for (int i = 0; i < 50; i++) {
            answer("a", AnswerForm.SUMMARY, i % 2 == 0 ? Map.of(Anomaly.BAD_FIELD, "x") : Map.of());
        }
        assertThat(lines.lines(Level.WARN)).hasSize(1);

        for (int i = 0; i <= AnomalyLog.ANSWERS_KEPT; i++) {
            answer("a", AnswerForm.SUMMARY, Map.of());
        }
        answer("a", AnswerForm.SUMMARY, Map.of(Anomaly.BAD_FIELD, "x"));

        assertThat(lines.lines(Level.WARN)).hasSize(2);
    }

    @Test
    void saysAFewLinesAMinuteAndTheOthersLater() {
        for (int answer = 0; answer < 3; answer++) {
            for (int node = 0; node < 30; node++) {
                answer("n" + node, AnswerForm.SUMMARY, Map.of(Anomaly.BAD_FIELD, "x"));
            }
        }
        assertThat(lines.lines(Level.WARN)).hasSize(AnomalyLog.LINES_PER_MINUTE);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        for (int node = 0; node < 30; node++) {
            answer("n" + node, AnswerForm.SUMMARY, Map.of(Anomaly.BAD_FIELD, "x"));
        }

        assertThat(lines.lines(Level.WARN)).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void forgetsANodeThatIsGone() {
        answer("a", AnswerForm.SUMMARY, Map.of(Anomaly.BAD_FIELD, "x"));
        log.forgot("a");
        answer("a", AnswerForm.SUMMARY, Map.of(Anomaly.BAD_FIELD, "x"));

        assertThat(lines.lines(Level.WARN)).hasSize(2);
    }

    @Test
    void passesEverythingOn() {
        log.started(target("a"), Lane.FAST);
        answer("a", AnswerForm.SUMMARY, Map.of());
        log.ended(target("a"), Lane.FULL, new ScrapeResult.Skipped(ScrapeResult.SkipReason.BREAKER_OPEN));
        log.forgot("a");

        assertThat(next.calls())
                .containsExactly("started a fast", "ended a fast success", "ended a full breaker_open", "forgot a");
    }

    private void answer(String node, AnswerForm form, Map<Anomaly, String> examples) {
        Map<Anomaly, Integer> counts = new EnumMap<>(Anomaly.class);
        examples.keySet().forEach(kind -> counts.put(kind, 3));
        NodePoint point = new NodePoint(UsagePoint.ABSENT, List.of(), NodeDetail.ABSENT);
        NodeBatch batch = new NodeBatch(node, form, point, List.of(), counts, examples);
        log.ended(target(node), Lane.FAST, new ScrapeResult.Stored(batch, 1, Duration.ZERO));
    }

    private static KubeletTarget target(String node) {
        return new KubeletTarget(node, URI.create("https://10.0.0.1:10250"));
    }
}
