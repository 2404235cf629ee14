package io.kubestats.store;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.store.StoreFixture.MEMORY;
import static io.kubestats.store.StoreFixture.at;
import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kubestats.model.Anomaly;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.store.series.WithheldReason;
import io.kubestats.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counters that leap, and usage above the size of a node. */
class PlausibilityStoryTest {
    private final StoreFixture given = new StoreFixture();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4})
    void showsNothingOfALeapOfACounter(long knownCores) {
        if (knownCores > 0) {
            given.cluster.hasNode("n1", knownCores);
        }
        long last = 0;
        for (int second = 0; second <= 120; second += 15) {
            double leap = second > 50 ? 3_000 : 0;
            given.acceptApp(second, sample(second, 50 + second * 0.1 + leap).rate(100_000_000));

            assertThat(StoreFixture.millicores(given.appUsage())).isEqualTo(100);
            long counter = point().containers().get(0).usage().usageCoreNanoSeconds();
            assertThat(counter - last).isBetween(0L, last == 0 ? Long.MAX_VALUE : 1_500_000_001L);
            last = counter;
        }
        assertThat(given.anomalies(Anomaly.IMPLAUSIBLE)).isEqualTo(1);
        assertThat(given.store.withheld().counts()).isEmpty();
    }

    @Test
    void averagesNothingSinceTheStartOfAContainerWhoseCounterLeapt() {
        given.cluster.hasNode("n1", 2);
        given.acceptApp(1, sample(1, 1).startedAt(at(0)));
        given.acceptApp(8, sample(8, 500).startedAt(at(0)));

        given.acceptApp(9, sample(9, 501).startedAt(at(0)));
        assertThat(StoreFixture.millicores(given.appUsage())).isEqualTo(1_000);

        given.acceptApp(24, sample(24, 516).startedAt(at(0)));
        assertThat(StoreFixture.millicores(given.appUsage())).isEqualTo(1_000);
        assertThat(given.anomalies(Anomaly.IMPLAUSIBLE)).isEqualTo(1);
    }

    @Test
    void goesOnWhereItWasAfterAReadingOfAnotherContainer() {
        given.acceptApp(0, sample(0, 50));
        given.acceptApp(15, sample(15, 51.5));
        given.acceptApp(30, sample(30, 4_000).memory(80 * MEMORY));
        assertThat(given.appUsage().memoryBytes()).isEqualTo(MEMORY);

        given.acceptApp(45, sample(45, 54.5));
        given.acceptApp(60, sample(60, 56));

        assertThat(StoreFixture.millicores(given.appUsage())).isEqualTo(100);
        assertThat(point().containers().get(0).usage().usageCoreNanoSeconds()).isEqualTo(56 * Samples.CORE_SECOND);
    }

    @Test
    void servesABurstThatTheNodeCanDo() {
        given.cluster.hasNode("n1", 8);
        given.acceptApp(0, sample(0, 50));

        given.acceptApp(15, sample(15, 50 + 8 * 15));

        assertThat(StoreFixture.millicores(given.appUsage())).isEqualTo(8_000);
    }

    @Test
    void refusesARateOfTheKubeletAboveTheNodesCapacity() {
        given.cluster.hasNode("n1", 2);

        given.acceptApp(0, sample(0, 50).rate(3 * Samples.CORE_SECOND));

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.anomalies(Anomaly.IMPLAUSIBLE)).isEqualTo(1);
    }

    @Test
    void withholdsAPodThatReportsMoreMemoryThanTheNodeHas() {
        given.cluster.hasNode("n1", 2, 1L << 30);

        given.acceptApp(0, sample(0, 50).memory(9_223_372_036_854_775_800L).rate(1));
        given.acceptApp(15, sample(15, 51).memory(9_223_372_036_854_775_800L).rate(1));

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.store.withheld().counts()).containsOnly(entry(WithheldReason.IMPLAUSIBLE, 1));
        assertThat(point().containers().get(0).usage().workingSetBytes()).isEqualTo(ABSENT);
    }

    @Test
    void showsNothingOfALeapOfTheNodeOrOfAPodsOwnCounter() {
        given.cluster.hasNode("n1", 4);
        for (int second = 0; second <= 90; second += 15) {
            double leap = second == 45 || second > 60 ? 9_000 : 0;
            PodPoint pod = Samples.pod("ns", "web", app(second));
            PodPoint own =
                    new PodPoint(pod.ref(), sample(second, 60 + second + leap).usage(), pod.containers(), pod.detail());
            given.accept(second, Samples.fast("n1", sample(second, 100 + second + leap), own));

            assertThat(batch().point().usage().usageCoreNanoSeconds()).isLessThan(200 * Samples.CORE_SECOND);
            assertThat(point().usage().usageCoreNanoSeconds()).isLessThan(160 * Samples.CORE_SECOND);
        }
        assertThat(StoreFixture.millicores(
                        given.store.view().node("n1").orElseThrow().usage().orElseThrow()))
                .isEqualTo(1_000);
    }

    @Test
    void believesThePodsObjectAboutWhichNodeItRunsOn() {
        given.cluster.hasPod("web", "n2", "app");
        given.accept(0, Samples.fast("n2", sample(0, 100), pod(0)));

        // The stale node reports a later start.
        given.accept(1, Samples.fast("n1", sample(1, 100), Samples.startedAt(pod(1), at(0))));

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.podsOf("n2")).containsExactly("web");
    }

    @Test
    void servesNothingThatAStaleNodeReportsOfAPodThatRunsElsewhere() {
        given.cluster.hasPod("web", "n2", "app");

        given.accept(0, Samples.fast("n1", sample(0, 100), pod(0)));

        assertThat(given.podsOf("n1")).isEmpty();
    }

    @Test
    void movesAPodToTheNodeThatItsObjectNames() {
        given.accept(0, Samples.fast("n1", sample(0, 100), Samples.startedAt(pod(0), at(-5))));

        given.cluster.hasPod("web", "n2", "app");
        given.accept(1, Samples.fast("n2", sample(1, 100), Samples.startedAt(pod(1), at(-9))));

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.podsOf("n2")).containsExactly("web");
    }

    private PodPoint point() {
        return batch().pods().get(0);
    }

    private NodeBatch batch() {
        return given.store.view().node("n1").orElseThrow().batch();
    }

    private static PodPoint pod(double seconds) {
        return Samples.pod("ns", "web", app(seconds));
    }

    private static ContainerPoint app(double seconds) {
        return Samples.container("app", sample(seconds, 50 + seconds * 0.1).rate(1));
    }
}
