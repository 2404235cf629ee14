package io.kubestats.store;

import static io.kubestats.store.StoreFixture.MEMORY;
import static io.kubestats.store.StoreFixture.at;
import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import io.kubestats.model.SwapPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import io.kubestats.testing.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The merge of details with the few readings of {@code /metrics/resource}. */
class ShortAnswerStoryTest {
    private static final long GIBIBYTE = 1L << 30;

    private final StoreFixture given = new StoreFixture();

    @Test
    void lendsWhatTheFullAnswerSaidOfMemoryAndPressureToTheShortOnesAfterIt() {
        given.accept(0, full(0, 7));

        given.accept(15, brief(15, usage(15)));

        for (UsagePoint usage : List.of(node().usage(), web().usage(), app().usage())) {
            assertThat(usage.detail()).isEqualTo(detail(0, 7));
            assertThat(usage.cpu().timeMillis()).isEqualTo(at(15).toEpochMilli());
        }
    }

    @Test
    void tellsWhatIsLeftOfALimitByTheNewestUsage() {
        given.accept(0, full(0, 7));

        given.accept(15, brief(15, withSwap(sample(15, 65).memory(MEMORY + 5).usage(), 30)));

        assertThat(app().usage().memoryAvailableBytes()).isEqualTo(GIBIBYTE - MEMORY - 5);
        assertThat(app().usage().swapAvailableBytes()).isEqualTo(GIBIBYTE - 30);
    }

    @Test
    void keepsTheSystemContainersOfTheFullAnswer() {
        NodeBatch full = full(0, 7);
        given.accept(0, full);

        given.accept(15, brief(15, usage(15)));

        assertThat(node().systemContainers()).isEqualTo(full.point().systemContainers());
    }

    @Test
    void stopsLendingWhatIsTooOld() {
        given.accept(0, full(0, 7));
        for (int second = 15; second <= 240; second += 15) {
            given.accept(second, brief(second, usage(second)));
        }
        assertThat(app().usage().detail()).isEqualTo(detail(0, 7));

        given.accept(255, brief(255, usage(255)));

        assertThat(app().usage().detail()).isEqualTo(UsageDetail.ABSENT);
        assertThat(node().usage().detail()).isEqualTo(UsageDetail.ABSENT);
        assertThat(node().systemContainers()).isEmpty();
    }

    @Test
    void lendsNothingToAContainerThatStartedAnew() {
        given.accept(0, full(0, 7));

        given.accept(15, brief(15, sample(15, 1).startedAt(at(10)).usage()));

        assertThat(app().usage().detail()).isEqualTo(UsageDetail.ABSENT);
        assertThat(web().usage().detail()).isEqualTo(detail(0, 7));
    }

    @Test
    void lendsNothingToAContainerThatHasEnded() {
        given.accept(0, full(0, 7));

        given.accept(60, full(60, 8, UsagePoint.ABSENT));

        assertThat(app().usage().workingSetBytes()).isEqualTo(Reading.ABSENT);
    }

    @Test
    void carriesTheLastUseOfAContainerThatCouldNotBeRead() {
        given.accept(0, full(0, 7));
        given.accept(15, brief(15, usage(15)));

        given.accept(30, brief(30, UsagePoint.ABSENT));

        assertThat(given.appUsage().timestampMillis()).isEqualTo(at(15).toEpochMilli());
        assertThat(given.anomalies(Anomaly.CONTAINER_MISSING)).isEqualTo(1);
    }

    @Test
    void takesAPodForAnotherOfItsNameOnceTheCounterOfItsCgroupFell() {
        given.accept(0, full(0, 7));
        ContainerPoint anew = Samples.container("app", sample(15, 1).startedAt(at(10)));

        given.accept(15, resource(15, pod("", sample(15, 2).startedAt(at(10)).usage(), anew)));

        assertThat(web().ref().uid()).isEmpty();
        assertThat(web().detail()).isEqualTo(PodDetail.ABSENT);
        assertThat(web().usage().detail()).isEqualTo(UsageDetail.ABSENT);
    }

    @Test
    void takesAPodForTheSameWhileOneOfItsContainersRunsOn() {
        given.accept(0, full(0, 7));

        given.accept(15, resource(15, pod("", sample(15, 2).usage(), Samples.container("app", sample(15, 65)))));

        assertThat(web().ref().uid()).isEqualTo("uid-web");
        assertThat(web().detail().processCount()).isEqualTo(7);
    }

    @Test
    void takesAPodForTheSameWhereTheCounterOfItsCgroupWasLeftOut() {
        given.accept(0, full(0, 7));
        ContainerPoint anew = Samples.container("app", sample(15, 1).startedAt(at(10)));

        given.accept(15, resource(15, pod("", sample(15, 0).usage(), anew)));

        assertThat(web().ref().uid()).isEqualTo("uid-web");
    }

    @Test
    void keepsThePreciseTimeOfASampleThatTheSummaryTellsAgainInWholeSeconds() {
        given.accept(0, full(0, 7));
        given.accept(15, brief(14.7, usage(14.7)));

        given.accept(16, full(14, 8, usage(14.7)));

        assertThat(app().usage().cpu().timeMillis()).isEqualTo(at(14.7).toEpochMilli());
        assertThat(app().usage().memory().timeMillis()).isEqualTo(at(14.7).toEpochMilli());
        assertThat(node().usage().cpu().timeMillis()).isEqualTo(at(14.7).toEpochMilli());
        assertThat(app().usage().detail()).isEqualTo(detail(14, 8));
        assertThat(given.anomalies).isEmpty();
    }

    @Test
    void takesTheNextRateFromThePreciseTime() {
        given.accept(0, full(0, 7));
        given.accept(15, brief(14.7, usage(14.7)));
        given.accept(16, full(14, 8, usage(14.7)));

        given.accept(30, brief(29.7, usage(29.7)));

        assertThat(given.appUsage().windowMillis()).isEqualTo(15_000);
        assertThat(StoreFixture.millicores(given.appUsage())).isEqualTo(1_000);
    }

    @Test
    void servesASampleForAsLongAsEitherFormRepeatsIt() {
        given.accept(0, full(0, 7));
        given.accept(15, full(14, 8, usage(14.7)));
        for (int second = 30; second <= 120; second += 15) {
            given.accept(second, brief(14.7, usage(14.7)));
        }

        assertThat(given.podsOf("n1")).containsExactly("web");
    }

    @Test
    void takesWhatAFullAnswerSaysOfMemoryThoughItWasOvertaken() {
        given.accept(0, full(0, 7));
        given.accept(15, brief(15, usage(15)));

        given.accept(16, full(10, 8));

        assertThat(app().usage().cpu().timeMillis()).isEqualTo(at(15).toEpochMilli());
        assertThat(app().usage().detail()).isEqualTo(detail(10, 8));
        assertThat(web().usage().detail()).isEqualTo(detail(10, 8));
        assertThat(node().usage().detail()).isEqualTo(detail(10, 8));
        assertThat(node().systemContainers().get(0).usage().detail()).isEqualTo(detail(10, 8));
    }

    private NodePoint node() {
        return batch().point();
    }

    private PodPoint web() {
        return batch().pods().get(0);
    }

    private ContainerPoint app() {
        return web().containers().get(0);
    }

    private NodeBatch batch() {
        return given.store.view().node("n1").orElseThrow().batch();
    }

    /** Returns a {@code /metrics/resource} response with the node, and the pod "web" with the container "app". */
    private static NodeBatch brief(double seconds, UsagePoint app) {
        ContainerPoint container = new ContainerPoint("app", app, ContainerDetail.ABSENT);
        return resource(seconds, pod("", usage(seconds).startedAt(Reading.ABSENT), container));
    }

    private static NodeBatch resource(double seconds, PodPoint pod) {
        return Samples.batch(AnswerForm.RESOURCE_METRICS, "n1", sample(seconds, 100 + seconds), pod);
    }

    private static NodeBatch full(double seconds, long mark) {
        return full(seconds, mark, usage(seconds));
    }

    /** Returns a Summary with times in whole seconds, and details that are identified by {@code mark}. */
    private static NodeBatch full(double seconds, long mark, UsagePoint reading) {
        long millis = at(seconds).toEpochMilli();
        UsagePoint usage = new UsagePoint(
                reading.startTimeMillis(),
                new CpuPoint(millis, reading.cpu().usageCoreNanoSeconds(), 1),
                new MemoryPoint(millis, reading.memory().workingSetBytes()),
                SwapPoint.ABSENT,
                detail(seconds, mark));
        ContainerPoint app = new ContainerPoint("app", usage, Samples.containerDetail(mark));
        NodePoint node = new NodePoint(
                usage, List.of(new ContainerPoint("kubelet", usage, ContainerDetail.ABSENT)), Samples.nodeDetail(mark));
        return new NodeBatch(
                "n1",
                AnswerForm.SUMMARY,
                node,
                List.of(Samples.withDetail(pod("uid-web", usage, app), mark)),
                Map.of());
    }

    private static PodPoint pod(String uid, UsagePoint usage, ContainerPoint container) {
        PodPoint pod = Samples.withUid(Samples.pod("ns", "web", container), uid);
        return new PodPoint(pod.ref(), usage, pod.containers(), pod.detail());
    }

    /** Returns a usage of one core, which began before the story. */
    private static UsagePoint usage(double seconds) {
        return sample(seconds, 100 + seconds).usage();
    }

    private static UsagePoint withSwap(UsagePoint usage, long bytes) {
        SwapPoint swap = new SwapPoint(usage.cpu().timeMillis(), bytes);
        return new UsagePoint(usage.startTimeMillis(), usage.cpu(), usage.memory(), swap, usage.detail());
    }

    private static UsageDetail detail(double seconds, long mark) {
        long millis = at(seconds).toEpochMilli();
        return new UsageDetail(
                millis,
                new PressurePoint(mark, mark),
                millis,
                GIBIBYTE,
                mark,
                mark,
                mark,
                mark,
                new PressurePoint(mark, 0),
                GIBIBYTE);
    }
}
