package io.kubestats.truth;

import io.kubestats.config.KubeletConfig;
import io.kubestats.kubelet.HttpKubeletClient;
import io.kubestats.kubelet.KubeletAnswer;
import io.kubestats.model.Anomaly;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.model.Reading;
import io.kubestats.store.SampleStore;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.StoreLimits;
import io.kubestats.store.series.StoreObserver;
import io.kubestats.testing.FakeAnswer;
import io.kubestats.testing.FakeKubelet;
import io.kubestats.testing.ManualClock;
import io.kubestats.tls.ClientIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A kubelet with crafted responses, and the store that receives them: the fast lane every 5 s and the full lane every
 * 20 s of a manual clock.
 */
final class PlayedKubelet implements AutoCloseable, StoreObserver {
    static final int FAST_SECONDS = 5;
    static final int FULL_SECONDS = 20;

    private static final StoreLimits LIMITS = new StoreLimits(
            Duration.ofSeconds(60), Duration.ofSeconds(4 * FULL_SECONDS), Duration.ofSeconds(FAST_SECONDS));

    /** A response at a number of seconds from the start; empty for a form that does not exist there. */
    interface Answer {
        String at(Now now);
    }

    /** The time of a response, in the notations of both forms. */
    record Now(long seconds, int asked, Instant instant) {
        /** Returns the time in the notation of {@code /metrics/resource}. */
        long millis() {
            return instant.toEpochMilli();
        }

        /** Returns a time in the notation of the Summary, this many seconds from now. */
        String iso(long seconds) {
            return instant.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS).toString();
        }

        /** Returns a start time in the notation of {@code /metrics/resource}, this many seconds from now. */
        double unix(long seconds) {
            return instant.plusSeconds(seconds).toEpochMilli() / 1e3;
        }
    }

    final ManualClock clock = ManualClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    final SampleStore store = new SampleStore(LIMITS, ClusterState.UNKNOWN, this, clock, clock::nanos);
    final Map<Anomaly, Integer> anomalies = new EnumMap<>(Anomaly.class);
    int failures;
    private final FakeKubelet kubelet = FakeKubelet.plain();
    private final HttpKubeletClient client =
            new HttpKubeletClient(KubeletConfig.defaults(), () -> ClientIdentity.NONE, Duration.ofSeconds(10), clock);
    private long seconds = -FAST_SECONDS;
    private int asked;

    PlayedKubelet(Answer fast, Answer full) throws Exception {
        answer("/metrics/resource", "text/plain; version=0.0.4", fast);
        answer("/stats/summary", "application/json", full);
        answer("/stats/summary?only_cpu_and_memory=true", "application/json", full);
        client.start();
    }

    private void answer(String path, String type, Answer answer) {
        kubelet.answer(path, () -> {
            String text = answer.at(new Now(seconds, asked, clock.instant()));
            return text.isEmpty()
                    ? FakeAnswer.text(404, "404 page not found")
                    : FakeAnswer.of(200, type, text.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Performs the next round of the fast lane, and of the full lane when that is due. */
    void turn() throws InterruptedException, TimeoutException {
        seconds += FAST_SECONDS;
        asked++;
        clock.advance(Duration.ofSeconds(FAST_SECONDS));
        if (seconds % FULL_SECONDS == 0) {
            ask(Lane.FULL);
        }
        ask(Lane.FAST);
    }

    private void ask(Lane lane) throws InterruptedException, TimeoutException {
        try {
            KubeletAnswer answer = client.ask(kubelet.target("a"), lane).get(20, TimeUnit.SECONDS);
            answer.batch().anomalies().forEach((kind, count) -> anomaly("a", kind, count));
            store.accept(answer.batch());
        } catch (ExecutionException failed) {
            failures++;
        }
    }

    Optional<NodeView> node() {
        UsageView view = store.view();
        return view.node("a");
    }

    Optional<PodUsage> pod(String name) {
        return node().flatMap(node -> node.pod("d", name));
    }

    /** Returns the exported counter of a pod's only container, or absent. */
    long counter(String pod) {
        return node().map(NodeView::batch).map(NodeBatch::pods).stream()
                .flatMap(pods -> pods.stream())
                .filter(point -> point.ref().name().equals(pod))
                .map(PodPoint::containers)
                .mapToLong(containers -> containers.get(0).usage().usageCoreNanoSeconds())
                .findFirst()
                .orElse(Reading.ABSENT);
    }

    @Override
    public void anomaly(String node, Anomaly kind, int count) {
        anomalies.merge(kind, count, Integer::sum);
    }

    @Override
    public void evicted(String reason, int count) {}

    @Override
    public void close() {
        client.close();
        kubelet.close();
    }
}
