package io.kubestats.store;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.store.StoreFixture.MEMORY;
import static io.kubestats.store.StoreFixture.at;
import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.WithheldReason;
import io.kubestats.testing.Samples;
import io.kubestats.testing.Samples.Reading;
import org.junit.jupiter.api.Test;

/** Zeros that are measurements, and zeros that mean "not measured". */
class ZeroStoryTest {
    private static final Reading NOTHING = Samples.reading(at(0)).cpu(0).rate(0).memory(0);

    private final StoreFixture given = new StoreFixture();

    @Test
    void withholdsAPodWhoseContainersUseCpuAndNoMemory() {
        for (int second = 0; second <= 30; second += 15) {
            given.accept(second, batch(second, pod(MEMORY, busy("app", second, 0), busy("log", second, 0))));
        }

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.store.withheld().counts()).containsOnly(entry(WithheldReason.ZERO_MEMORY, 1));
        assertThat(point().containers())
                .allSatisfy(container ->
                        assertThat(container.usage().workingSetBytes()).isEqualTo(ABSENT));
    }

    @Test
    void servesThePodsOwnReadingForItsOnlyContainerThatHasNone() {
        for (int second = 0; second <= 15; second += 15) {
            UsagePoint own = sample(second, 10 + second).memory(7 * MEMORY).usage();
            given.accept(second, batch(second, pod(own, nothing("app"))));
        }

        assertThat(given.web().containers()).singleElement().satisfies(app -> {
            assertThat(app.name()).isEqualTo("app");
            assertThat(StoreFixture.millicores(app.usage())).isEqualTo(1_000);
            assertThat(app.usage().memoryBytes()).isEqualTo(7 * MEMORY);
        });
        assertThat(given.anomalies).isEmpty();
    }

    @Test
    void withholdsAPodWhoseSeveralContainersHaveNoReadingOfTheirOwn() {
        for (int second = 0; second <= 15; second += 15) {
            given.accept(second, batch(second, pod(MEMORY, nothing("app"), nothing("log"))));
        }

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.store.withheld().counts()).containsOnly(entry(WithheldReason.ZERO_MEMORY, 1));
    }

    @Test
    void takesAContainerOfZerosBesideOneThatWorksForEnded() {
        for (int second = 0; second <= 60; second += 15) {
            given.accept(second, batch(second, pod(MEMORY, nothing("init"), busy("app", second, MEMORY))));
        }

        assertThat(given.web().containers()).extracting(ContainerUsage::name).containsExactly("app");
        assertThat(point().containers().get(0).usage()).isEqualTo(UsagePoint.ABSENT);
        assertThat(given.anomalies).isEmpty();
    }

    @Test
    void withholdsAPodOfWhichARunningContainerReportsOnlyZeros() {
        given.cluster.hasPod("web", "n1", "app", "log");

        for (int second = 0; second <= 15; second += 15) {
            given.accept(second, batch(second, pod(MEMORY, busy("app", second, MEMORY), nothing("log"))));
        }

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.store.withheld().counts()).containsOnly(entry(WithheldReason.ZERO_MEMORY, 1));
    }

    @Test
    void servesTheZerosOfACheckpointedPod() {
        for (int second = 0; second <= 15; second += 15) {
            given.accept(second, batch(second, pod(0, idle("app", second), idle("log", second))));
        }

        assertThat(given.web().containers()).hasSize(2).allSatisfy(container -> {
            assertThat(container.usage().cpuNanoCores()).isZero();
            assertThat(container.usage().memoryBytes()).isZero();
        });
    }

    @Test
    void exportsNoSumOfAPodThatIsZeroWhileItsContainersAreNot() {
        given.accept(0, batch(0, pod(0, busy("app", 0, MEMORY))));

        assertThat(point().usage().workingSetBytes()).isEqualTo(ABSENT);
    }

    @Test
    void withholdsANodeThatReportsNoMemory() {
        given.accept(0, Samples.fast("n1", sample(0, 1).memory(0)));
        given.accept(15, Samples.fast("n1", sample(15, 2).memory(0)));

        assertThat(given.store.view().node("n1").orElseThrow().usage()).isEmpty();
        assertThat(given.store.withheld().counts()).containsOnly(entry(WithheldReason.ZERO_MEMORY, 1));
    }

    @Test
    void namesANodeWithoutAWorkingSet() {
        given.accept(0, Samples.fast("n1", sample(0, 1).memory(ABSENT)));

        assertThat(given.store.withheld().counts()).containsOnly(entry(WithheldReason.NO_MEMORY, 1));
    }

    private PodPoint point() {
        return given.store.view().node("n1").orElseThrow().batch().pods().get(0);
    }

    private static ContainerPoint busy(String name, double seconds, long memory) {
        return Samples.container(name, sample(seconds, 50 + seconds).memory(memory));
    }

    private static ContainerPoint idle(String name, double seconds) {
        return Samples.container(name, sample(seconds, 0).memory(0));
    }

    private static ContainerPoint nothing(String name) {
        return Samples.container(name, NOTHING);
    }

    private static PodPoint pod(long workingSet, ContainerPoint... containers) {
        return pod(Samples.reading(at(0)).memory(workingSet).usage(), containers);
    }

    private static PodPoint pod(UsagePoint own, ContainerPoint... containers) {
        PodPoint pod = Samples.pod("ns", "web", containers);
        return new PodPoint(pod.ref(), own, pod.containers(), pod.detail());
    }

    private static NodeBatch batch(double seconds, PodPoint pod) {
        return Samples.fast("n1", sample(seconds, 100 + 3 * seconds), pod);
    }
}
