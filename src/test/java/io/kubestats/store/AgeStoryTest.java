package io.kubestats.store;

import static io.kubestats.store.StoreFixture.at;
import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.PodPoint;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.StoreObserver;
import io.kubestats.testing.Samples;
import io.kubestats.testing.Samples.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Expiry of points, and the lifetime of views. */
class AgeStoryTest {
    private final StoreFixture given = new StoreFixture();

    @Test
    void servesTheLastPointsUntilTheAgeLimitWithTheirTrueTime() {
        given.acceptApp(1, sample(0, 1).rate(1));

        given.goTo(61);

        assertThat(given.web().timestampMillis()).isEqualTo(at(0).toEpochMilli());
        assertThat(given.store.view().node("n1").orElseThrow().receivedAtMillis())
                .isEqualTo(at(1).toEpochMilli());
    }

    @Test
    void leavesANodeOutOfTheViewPastTheAgeLimit() {
        given.acceptApp(0, sample(0, 1).rate(1));

        given.goTo(60.001);

        assertThat(given.store.view().nodes()).isEmpty();
        assertThat(given.store.view().node("n1")).isEmpty();
    }

    @Test
    void goesOnServingWhatTheKubeletRepeatsWithItsTrueTime() {
        given.acceptApp(0, sample(0, 1).rate(1));

        for (int second = 15; second <= 300; second += 15) {
            given.acceptApp(second, sample(0, 1).rate(1));
        }

        assertThat(given.web().timestampMillis()).isEqualTo(at(0).toEpochMilli());
        given.goTo(360.001);
        assertThat(given.store.view().nodes()).isEmpty();
    }

    @Test
    void servesAPodOfWhichOneContainerIsMeasuredSeldom() {
        for (int second = 0; second <= 300; second += 15) {
            Reading reading = sample(second, 100 + second).rate(1);
            PodPoint half = Samples.pod(
                    "ns",
                    "half",
                    Samples.container("app", reading),
                    Samples.container("seldom", sample(0, 1).rate(1)));
            given.accept(second, Samples.fast("n1", reading, half));
        }

        assertThat(given.podsOf("n1")).containsExactly("half");
        assertThat(given.store
                        .view()
                        .node("n1")
                        .orElseThrow()
                        .pod("ns", "half")
                        .orElseThrow()
                        .timestampMillis())
                .isEqualTo(at(0).toEpochMilli());
    }

    @Test
    void servesTheNodesOwnUsageWhenOnlyThatStandsStill() {
        for (int second = 0; second <= 75; second += 15) {
            Reading reading = sample(second, 100 + second).rate(1);
            given.accept(second, Samples.fast("n1", sample(0, 5).rate(1), pod("well", reading)));
        }

        assertThat(given.podsOf("n1")).containsExactly("well");
        assertThat(given.store.view().node("n1").orElseThrow().usage()).isPresent();
    }

    @Test
    void comesBackWithTheFirstNewSample() {
        given.acceptApp(0, sample(0, 1).rate(1));
        given.goTo(600);
        assertThat(given.store.view().nodes()).isEmpty();
        assertThat(given.store.heldNodes()).isOne();

        given.acceptApp(601, sample(600, 1).rate(5));

        assertThat(given.appUsage().cpuNanoCores()).isEqualTo(5);
        assertThat(given.evictions(StoreObserver.MAX_AGE)).isEqualTo(2);
        assertThat(given.podsOf("n1")).containsExactly("web");
        assertThat(given.store.heldNodes()).isOne();
    }

    @Test
    void tellsOnceOfWhatGrewTooOld() {
        given.acceptApp(0, sample(0, 1).rate(1));
        given.accept(50, Samples.fast("n2", sample(50, 1)));
        given.accept(70, Samples.fast("n2", sample(70, 2)));

        given.accept(85, Samples.fast("n2", sample(85, 3)));

        assertThat(given.evictions(StoreObserver.MAX_AGE)).isEqualTo(2);
    }

    @Test
    void staysAsItIsWhenOurClockIsSetForwardOrBack() {
        given.acceptApp(0, sample(0, 1).rate(1));
        given.clock.step(Duration.ofHours(3));
        assertThat(given.podsOf("n1")).containsExactly("web");

        given.clock.step(Duration.ofHours(-9));

        assertThat(given.podsOf("n1")).containsExactly("web");
    }

    @Test
    void forgetsANodeWithAllItsPods() {
        given.acceptApp(0, sample(0, 1).rate(1));

        given.store.forget("n1");

        assertThat(given.store.view().nodes()).isEmpty();
        assertThat(given.evictions(StoreObserver.NODE_GONE)).isEqualTo(2);
        assertThat(given.store.heldNodes()).isZero();
    }

    @Test
    void forgetsNothingTwice() {
        given.store.forget("never-heard-of");

        assertThat(given.evictions).isEmpty();
    }

    @Test
    void keepsTheRosterVersionWhileTheSamePodsAreToldOf() {
        given.acceptApp(0, sample(0, 1).rate(1));
        long before = given.store.view().rosterVersion();

        given.acceptApp(15, sample(15, 2));

        assertThat(given.store.view().rosterVersion()).isEqualTo(before);
    }

    @Test
    void changesTheRosterVersionWithEachPodOrNodeThatComesOrGoes() {
        given.acceptApp(0, sample(0, 1).rate(1));
        long first = given.store.view().rosterVersion();
        given.accept(1, Samples.fast("n2", sample(1, 1)));
        long second = given.store.view().rosterVersion();
        given.accept(15, Samples.fast("n1", sample(15, 1)));
        long third = given.store.view().rosterVersion();

        given.store.forget("n2");

        assertThat(given.store.view().rosterVersion()).isGreaterThan(third);
        assertThat(third).isGreaterThan(second);
        assertThat(second).isGreaterThan(first);
    }

    @Test
    void listsNodesSortedByName() {
        given.accept(0, Samples.fast("n2", sample(0, 1)));
        given.accept(0, Samples.fast("n3", sample(0, 1)));
        given.accept(0, Samples.fast("n1", sample(0, 1)));

        assertThat(given.store.view().nodes()).extracting(NodeView::node).containsExactly("n1", "n2", "n3");
        assertThat(given.store.view().takenAtMillis()).isEqualTo(at(0).toEpochMilli());
    }

    private static PodPoint pod(String name, Reading reading) {
        return Samples.pod("ns", name, Samples.container("app", reading));
    }
}
