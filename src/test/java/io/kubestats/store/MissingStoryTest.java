package io.kubestats.store;

import static io.kubestats.store.StoreFixture.at;
import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kubestats.health.HealthCheck.Result;
import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.StoreObserver;
import io.kubestats.store.series.WithheldReason;
import io.kubestats.testing.Samples;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Pods and containers that are missing from one response. */
class MissingStoryTest {
    private final StoreFixture given = new StoreFixture();

    @Test
    void keepsAPodThatOnlyTheSummaryListsThroughTheAnswersThatDoNot() {
        given.accept(0, full(0, web(0)));
        for (int second = 15; second <= 45; second += 15) {
            given.accept(second, resource(second));

            assertThat(given.podsOf("n1")).containsExactly("web");
        }
        given.accept(60, full(60, web(60)));

        assertThat(given.web().timestampMillis()).isEqualTo(at(60).toEpochMilli());
    }

    @Test
    void releasesAPodThatNeitherFormListsAnyMore() {
        given.accept(0, full(0, web(0)));
        given.accept(15, resource(15, web(15)));

        given.accept(30, resource(30));
        assertThat(given.podsOf("n1")).containsExactly("web");
        given.accept(60, full(60));

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.evictions(StoreObserver.POD_GONE)).isEqualTo(1);
    }

    @Test
    void releasesAPodAtOnceWhoseObjectIsGone() {
        given.cluster.hasPod("web", "n1", "app");
        given.accept(0, full(0, web(0)));

        given.cluster.deletes("web");
        given.accept(15, resource(15));

        assertThat(given.podsOf("n1")).isEmpty();
    }

    @Test
    void letsAPodThatOneFormForgotAgeWhileTheOtherFormFails() {
        given.accept(0, full(0, web(0)));
        for (int second = 15; second <= 75; second += 15) {
            given.accept(second, resource(second));
        }

        assertThat(batch().pods()).isEmpty();
    }

    @Test
    void carriesTheLastUseOfAContainerThatTheAnswerLacksUntilItIsTooOld() {
        given.accept(0, resource(0, pod(app(0), sidecar(0))));
        for (int second = 15; second <= 60; second += 15) {
            given.accept(second, resource(second, pod(app(second))));

            assertThat(given.web().containers())
                    .extracting(ContainerUsage::name)
                    .containsExactlyInAnyOrder("app", "sidecar");
            assertThat(given.web().timestampMillis()).isEqualTo(at(0).toEpochMilli());
        }
        assertThat(given.anomalies(Anomaly.CONTAINER_MISSING)).isEqualTo(4);

        given.accept(75, resource(75, pod(app(75))));

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.store.withheld().counts()).containsOnly(entry(WithheldReason.CONTAINER_MISSING, 1));
        assertThat(given.store.withheld().check())
                .asInstanceOf(InstanceOfAssertFactories.type(Result.Warned.class))
                .extracting(Result.Warned::remark)
                .asString()
                .contains("pod ns/web on node n1 (container sidecar)");
    }

    @Test
    void staysWithoutAPodWhoseContainerIsMissingForGood() {
        given.accept(0, resource(0, pod(app(0), sidecar(0))));

        for (int second = 15; second <= 600; second += 15) {
            given.accept(second, resource(second, pod(app(second))));
        }

        assertThat(given.podsOf("n1")).isEmpty();
    }

    @Test
    void servesThePodAgainOnceTheContainerIsReported() {
        given.accept(0, resource(0, pod(app(0), sidecar(0))));
        for (int second = 15; second <= 90; second += 15) {
            given.accept(second, resource(second, pod(app(second))));
        }

        given.accept(105, resource(105, pod(app(105), sidecar(105))));

        assertThat(given.web().containers()).hasSize(2);
        assertThat(given.store.withheld().counts()).isEmpty();
    }

    @Test
    void dropsAContainerThatEndedByThePodsObject() {
        given.accept(0, resource(0, pod(app(0), sidecar(0))));

        given.cluster.hasPod("web", "n1", "app");
        given.accept(15, resource(15, pod(app(15))));

        assertThat(given.web().containers()).extracting(ContainerUsage::name).containsExactly("app");
        assertThat(given.anomalies).isEmpty();
    }

    @Test
    void dropsAnInitContainerOnceTheNextOneHasStarted() {
        given.accept(0, resource(0, pod(Samples.container("init", sample(0, 1).rate(1)))));

        given.accept(
                15,
                resource(
                        15,
                        pod(Samples.container(
                                "app", sample(15, 1).startedAt(at(5)).rate(1)))));

        assertThat(given.web().containers()).extracting(ContainerUsage::name).containsExactly("app");
    }

    @Test
    void doesNotServeANewPodWithoutAContainerThatRunsByItsObject() {
        given.cluster.hasPod("web", "n1", "app", "sidecar");

        given.accept(0, resource(0, pod(app(0))));
        given.accept(15, resource(15, pod(app(15))));
        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.store.withheld().counts()).containsOnly(entry(WithheldReason.CONTAINER_MISSING, 1));

        given.accept(30, resource(30, pod(app(30), sidecar(30))));

        assertThat(given.web().containers()).hasSize(2);
    }

    @Test
    void saysNothingOfAYoungPodOfWhichOneContainerIsNotMeasuredYet() {
        given.cluster.hasPod("web", "n1", "app", "sidecar");

        given.accept(15, resource(15, pod(Samples.container("app", sample(15, 1).startedAt(at(5))))));

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.store.withheld().counts()).isEmpty();
        assertThat(given.anomalies).isEmpty();
    }

    @Test
    void withholdsAPodOfWhichARunningContainerIsListedWithoutReadings() {
        given.cluster.hasPod("web", "n1", "app", "sidecar");

        given.accept(0, full(0, pod(app(0), Samples.ended("sidecar"))));

        assertThat(given.podsOf("n1")).isEmpty();
    }

    @Test
    void servesAPodWithoutAContainerThatWaitsToBeRestarted() {
        given.cluster.hasPod("web", "n1", "app", "sidecar");
        given.accept(0, resource(0, pod(app(0), sidecar(0))));

        given.cluster.hasPod("web", "n1", "app");
        given.accept(15, resource(15, pod(app(15))));

        assertThat(given.web().timestampMillis()).isEqualTo(at(15).toEpochMilli());
    }

    private NodeBatch batch() {
        return given.store.view().node("n1").orElseThrow().batch();
    }

    private static PodPoint web(double seconds) {
        return pod(app(seconds));
    }

    private static PodPoint pod(ContainerPoint... containers) {
        return Samples.pod("ns", "web", containers);
    }

    private static ContainerPoint app(double seconds) {
        return Samples.container("app", sample(seconds, 50 + seconds).rate(1));
    }

    private static ContainerPoint sidecar(double seconds) {
        return Samples.container("sidecar", sample(seconds, 20 + seconds).rate(1));
    }

    private static NodeBatch full(double seconds, PodPoint... pods) {
        return Samples.full("n1", sample(seconds, 100 + 2 * seconds), pods);
    }

    private static NodeBatch resource(double seconds, PodPoint... pods) {
        return Samples.batch(AnswerForm.RESOURCE_METRICS, "n1", sample(seconds, 100 + 2 * seconds), pods);
    }
}
