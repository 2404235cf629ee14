package io.kubestats.store;

import static io.kubestats.store.StoreFixture.at;
import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.store.series.PodUsage;
import io.kubestats.testing.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The merge of the responses of both lanes. */
class LaneStoryTest {
    private final StoreFixture given = new StoreFixture();

    @Test
    void lendsDetailsOfTheFullAnswerToTheFastOnesAfterIt() {
        NodeBatch full = full(0, 7);
        given.accept(0, full);

        given.accept(15, fast(15));

        PodPoint web = batch().pods().get(0);
        assertThat(web.usage()).isEqualTo(fast(15).pods().get(0).usage());
        assertThat(web.detail()).isEqualTo(full.pods().get(0).detail());
        assertThat(web.containers().get(0).detail())
                .isEqualTo(full.pods().get(0).containers().get(0).detail());
        assertThat(batch().point().detail()).isSameAs(full.point().detail());
        assertThat(batch().form()).isEqualTo(AnswerForm.SUMMARY_CPU_AND_MEMORY);
    }

    @Test
    void takesNewDetailsFromTheNextFullAnswer() {
        given.accept(0, full(0, 7));
        given.accept(15, fast(15));

        given.accept(60, full(60, 8));

        assertThat(batch().pods().get(0).detail().processCount()).isEqualTo(8);
    }

    @Test
    void stopsLendingDetailsThatAreTooOld() {
        given.accept(0, full(0, 7));
        for (int second = 15; second <= 240; second += 15) {
            given.accept(second, fast(second));
        }
        assertThat(batch().pods().get(0).detail().processCount()).isEqualTo(7);

        given.accept(255, fast(255));

        assertThat(batch().pods().get(0).detail()).isEqualTo(PodDetail.ABSENT);
        assertThat(batch().pods().get(0).containers().get(0).detail()).isEqualTo(ContainerDetail.ABSENT);
        assertThat(batch().point().detail()).isEqualTo(NodeDetail.ABSENT);
    }

    @Test
    void takesDetailsAloneFromAFullAnswerThatWasOvertaken() {
        given.accept(15, fast(15));
        PodUsage before = given.web();

        given.accept(16, full(10, 7));

        assertThat(given.web()).isEqualTo(before);
        assertThat(batch().pods().get(0).usage().cpu())
                .isEqualTo(fast(15).pods().get(0).usage().cpu());
        assertThat(batch().pods().get(0).detail().processCount()).isEqualTo(7);
        assertThat(batch().pods().get(0).containers().get(0).detail()).isEqualTo(Samples.containerDetail(7));
        assertThat(given.anomalies(Anomaly.OUT_OF_ORDER)).isEqualTo(1);
    }

    @Test
    void neitherAddsNorDropsPodsForAnAnswerThatWasOvertaken() {
        given.accept(15, Samples.fast("n1", sample(15, 100), pod("kept", 15)));

        given.accept(16, Samples.full("n1", sample(5, 90), pod("gone", 5)));

        assertThat(given.podsOf("n1")).containsExactly("kept");
    }

    @Test
    void doesNotLendDetailsToAContainerThatStartedAnew() {
        given.accept(0, full(0, 7));
        Instant restart = at(10);
        PodPoint restarted = Samples.pod(
                "ns",
                "web",
                Samples.container("app", sample(15, 1).startedAt(restart).rate(1)));

        given.accept(15, Samples.fast("n1", sample(15, 101), restarted));

        assertThat(batch().pods().get(0).containers().get(0).detail()).isEqualTo(ContainerDetail.ABSENT);
        assertThat(batch().pods().get(0).detail().processCount()).isEqualTo(7);
    }

    @Test
    void doesNotLendDetailsToAPodOfAnotherUid() {
        given.accept(0, full(0, 7));

        given.accept(15, Samples.fast("n1", sample(15, 101), Samples.withUid(pod("web", 15), "another")));

        assertThat(batch().pods().get(0).detail()).isEqualTo(PodDetail.ABSENT);
    }

    @Test
    void forgetsAPodThatTheNewerFastAnswerLacks() {
        given.accept(0, full(0, 7));

        given.accept(15, Samples.fast("n1", sample(15, 101)));

        assertThat(batch().pods()).isEmpty();
    }

    @Test
    void keepsUidAndStartTimeThroughPlainResourceAnswers() {
        given.accept(0, Samples.full("n1", sample(0, 100), Samples.startedAt(pod("web", 0), at(-50))));

        given.accept(
                15,
                Samples.batch(AnswerForm.RESOURCE_METRICS, "n1", sample(15, 101), Samples.withUid(pod("web", 15), "")));

        assertThat(given.web().ref().uid()).isEqualTo("uid-web");
        assertThat(given.web().startTimeMillis()).isEqualTo(at(-50).toEpochMilli());
        assertThat(given.web().windowMillis()).isEqualTo(15_000);
    }

    private NodeBatch batch() {
        return given.store.view().node("n1").orElseThrow().batch();
    }

    private static PodPoint pod(String name, double seconds) {
        return Samples.pod(
                "ns",
                name,
                Samples.container("app", sample(seconds, 50 + seconds).rate(1)));
    }

    private static NodeBatch fast(double seconds) {
        return Samples.fast("n1", sample(seconds, 100 + seconds), pod("web", seconds));
    }

    private static NodeBatch full(double seconds, long mark) {
        return Samples.full("n1", sample(seconds, 100 + seconds), Samples.withDetail(pod("web", seconds), mark));
    }
}
