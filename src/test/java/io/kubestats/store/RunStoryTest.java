package io.kubestats.store;

import static io.kubestats.store.StoreFixture.MEMORY;
import static io.kubestats.store.StoreFixture.at;
import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.series.WithheldReason;
import io.kubestats.testing.Samples;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The assignment of readings to runs of a container, with a law over both forms of the response. */
class RunStoryTest {
    private final StoreFixture given = new StoreFixture();

    @Test
    void servesAContainerWhoseStartTimeMovesWithTheClockAndKeepsItsDetails() {
        for (int second = 0; second <= 120; second += 15) {
            Instant start = at(-86_400 + second);
            PodPoint pod = pod(
                    "uid",
                    Samples.container("app", sample(second, 50 + second * 0.1).startedAt(start)));
            given.accept(second, second % 60 == 0 ? full(second, pod) : fast(second, pod));
            if (second > 0) {
                assertThat(StoreFixture.millicores(given.appUsage())).isEqualTo(100);
                assertThat(given.web().timestampMillis()).isEqualTo(at(second).toEpochMilli());
            }
            assertThat(container().detail()).isEqualTo(Samples.containerDetail(7));
        }
        assertThat(given.anomalies).isEmpty();
    }

    @Test
    void servesAContainerThroughAJumpOfItsNodesClock() {
        given.accept(0, fast(0, pod("uid", Samples.container("app", sample(0, 50)))));
        given.accept(15, fast(15, pod("uid", Samples.container("app", sample(15, 51.5)))));

        // An hour ahead from here on, including the start time.
        for (int second = 30; second <= 60; second += 15) {
            ContainerPoint app = Samples.container(
                    "app", sample(3_600 + second, 50 + second * 0.1).startedAt(at(0)));
            given.goTo(second);
            given.store.accept(fast(3_600 + second, pod("uid", app)));
        }

        assertThat(StoreFixture.millicores(given.appUsage())).isEqualTo(100);
        assertThat(given.anomalies(Anomaly.COUNTER_RESET)).isZero();
    }

    @Test
    void ignoresAReadingOfAnEarlierRun() {
        given.accept(0, fast(0, pod("", Samples.container("app", sample(0, 50)))));
        given.accept(15, fast(15, pod("", Samples.container("app", sample(15, 51.5)))));
        ContainerPoint earlier =
                Samples.container("app", sample(30, 7).startedAt(at(-90_000)).memory(9 * MEMORY));

        given.accept(30, fast(30, pod("", earlier)));

        assertThat(given.appUsage().memoryBytes()).isEqualTo(MEMORY);
        assertThat(container().usage().usageCoreNanoSeconds()).isEqualTo(51_500_000_000L);
        assertThat(given.anomalies(Anomaly.OUT_OF_ORDER)).isEqualTo(1);
    }

    @Test
    void believesTheEarlierRunOnceNothingElseIsReported() {
        given.accept(0, fast(0, pod("", Samples.container("app", sample(0, 50)))));

        for (int second = 15; second <= 105; second += 15) {
            ContainerPoint earlier =
                    Samples.container("app", sample(second, 7 + second * 0.2).startedAt(at(-90_000)));
            given.accept(second, fast(second, pod("", earlier)));
        }

        assertThat(StoreFixture.millicores(given.appUsage())).isEqualTo(200);
    }

    @Test
    void takesTheRunOfAPodThatStartedLaterInWhateverOrderTheyAreReported() {
        for (int second = 0; second <= 60; second += 15) {
            PodPoint old = Samples.startedAt(
                    Samples.withUid(
                            pod(
                                    "old",
                                    Samples.container("app", sample(second, 400).memory(5 * MEMORY))),
                            "old"),
                    at(-90_000));
            PodPoint young = Samples.startedAt(
                    pod("new", Samples.container("app", sample(second, 50 + second * 0.1))), at(-3_600));

            given.accept(second, second % 2 == 0 ? full(second, old, young) : full(second, young, old));

            assertThat(batch().pods()).hasSize(1);
            assertThat(container().usage().workingSetBytes()).isEqualTo(MEMORY);
        }
        assertThat(StoreFixture.millicores(given.appUsage())).isEqualTo(100);
        assertThat(given.web().ref().uid()).isEqualTo("new");
    }

    @Test
    void withholdsAPodWhoseTwoRunsCannotBeToldApart() {
        for (int second = 0; second <= 30; second += 15) {
            PodPoint one =
                    pod("one", Samples.container("app", sample(second, 400).rate(1)));
            PodPoint other = pod(
                    "other",
                    Samples.container("app", sample(second, 50 + second * 0.1).rate(1)));

            given.accept(second, second == 15 ? full(second, one, other) : full(second, other, one));
        }

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.store.withheld().counts()).containsOnly(entry(WithheldReason.DUPLICATE, 1));
        assertThat(given.anomalies(Anomaly.DUPLICATE)).isEqualTo(3);
    }

    @Test
    void keepsAPodAsItWasWhileItIsReportedTwice() {
        given.accept(
                0, full(0, pod("one", Samples.container("app", sample(0, 50).rate(1)))));
        for (int second = 15; second <= 75; second += 15) {
            PodPoint one = pod("one", Samples.container("app", sample(second, 400)));
            PodPoint other = pod("other", Samples.container("app", sample(second, 60)));
            given.accept(second, full(second, one, other));
            if (second <= 60) {
                assertThat(given.web().timestampMillis()).isEqualTo(at(0).toEpochMilli());
            }
        }

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.store.withheld().counts()).containsOnly(entry(WithheldReason.DUPLICATE, 1));
    }

    /** Seconds of {@code /metrics/resource} are doubles; the Summary has whole nanoseconds. */
    @Property(tries = 300)
    void noCounterFallsWithinARunWhicheverFormBroughtIt(
            @ForAll @LongRange(min = 1, max = 1L << 60) long first,
            @ForAll @Size(min = 2, max = 20) List<@IntRange(max = 3) Integer> steps) {
        StoreFixture fixture = new StoreFixture();
        long truth = first;
        long[] last = {0, 0, 0, 0};
        int second = 0;
        for (int step : steps) {
            second += 15;
            truth += step / 2;
            boolean summary = step % 2 == 0;
            long count = summary ? truth : Math.round(truth / 1e9 * 1e9);
            UsagePoint usage = sample(second, 0).cpu(count).usage();
            ContainerPoint app = new ContainerPoint("app", usage, Samples.containerDetail(1));
            PodPoint pod = Samples.withUid(Samples.pod("ns", "web", app), summary ? "uid-web" : "");
            AnswerForm form = summary ? AnswerForm.SUMMARY : AnswerForm.RESOURCE_METRICS;
            NodeBatch batch = Samples.batch(
                    form,
                    "n1",
                    sample(second, 0).cpu(count),
                    new PodPoint(pod.ref(), usage, pod.containers(), pod.detail()));
            fixture.accept(second, batch);

            NodeBatch seen = fixture.store.view().node("n1").orElseThrow().batch();
            long[] now = {
                seen.point().usage().usageCoreNanoSeconds(),
                seen.pods().get(0).usage().usageCoreNanoSeconds(),
                seen.pods().get(0).containers().get(0).usage().usageCoreNanoSeconds()
            };
            for (int i = 0; i < now.length; i++) {
                assertThat(now[i]).isGreaterThanOrEqualTo(last[i]);
                assertThat(Math.abs(now[i] - truth)).isLessThanOrEqualTo((truth >>> 50) + 1);
                last[i] = now[i];
            }
        }
        assertThat(fixture.anomalies(Anomaly.COUNTER_RESET)).isZero();
    }

    private ContainerPoint container() {
        return batch().pods().get(0).containers().get(0);
    }

    private NodeBatch batch() {
        return given.store.view().node("n1").orElseThrow().batch();
    }

    private static PodPoint pod(String uid, ContainerPoint container) {
        return Samples.withUid(Samples.pod("ns", "web", container), uid);
    }

    private static NodeBatch fast(double seconds, PodPoint pod) {
        return Samples.batch(
                AnswerForm.RESOURCE_METRICS, "n1", sample(seconds, 100 + seconds), Samples.withUid(pod, ""));
    }

    private static NodeBatch full(double seconds, PodPoint... pods) {
        PodPoint[] detailed =
                List.of(pods).stream().map(pod -> Samples.withDetail(pod, 7)).toArray(PodPoint[]::new);
        return Samples.full("n1", sample(seconds, 100 + seconds), detailed);
    }
}
