package io.kubestats.store;

import static io.kubestats.store.StoreFixture.at;
import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.PodPoint;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.StoreObserver;
import io.kubestats.testing.Samples;
import org.junit.jupiter.api.Test;

/** A pod that two nodes report is served once. */
class MovedPodStoryTest {
    private static final double UNKNOWN = Double.NaN;

    private final StoreFixture given = new StoreFixture();

    @Test
    void appearsOnItsNewNodeAloneWhileTheOldOneLags() {
        tell(0, "old", -500);

        tell(1, "new", -5);
        tell(15, "old", -500);

        assertThat(where()).isEqualTo("new");
        assertThat(given.store.view().node("old").orElseThrow().batch().pods()).isEmpty();
        assertThat(given.evictions(StoreObserver.POD_GONE)).isEqualTo(1);
    }

    @Test
    void isNotTakenByTheOldNodeThatWasHeardLater() {
        tell(0, "new", -5);

        tell(1, "old", -500);

        assertThat(where()).isEqualTo("new");
    }

    @Test
    void isWhereItWasToldOfLaterIfNoStartTimeSays() {
        tell(0, "old", UNKNOWN);

        tell(1, "new", UNKNOWN);

        assertThat(where()).isEqualTo("new");
    }

    @Test
    void doesNotGoToAndFroWhileBothNodesRepeatThemselves() {
        tell(0, "old", UNKNOWN);
        tell(1, "new", UNKNOWN);

        for (int second = 15; second <= 60; second += 15) {
            tell(second, "old", UNKNOWN);
            assertThat(where()).isEqualTo("new");
            tell(second + 1, "new", UNKNOWN);
            assertThat(where()).isEqualTo("new");
        }
    }

    @Test
    void comesBackToANodeThatLostItOnceThatNodeTellsOfItAnew() {
        tell(0, "old", UNKNOWN);
        tell(1, "new", UNKNOWN);
        given.accept(15, Samples.fast("old", sample(15, 100)));

        tell(30, "old", UNKNOWN);

        assertThat(where()).isEqualTo("old");
    }

    @Test
    void isServedFromTheOtherNodeAgainWhenTheNewOneNoLongerHasIt() {
        tell(0, "old", -500);
        tell(1, "new", -5);
        given.accept(16, Samples.fast("new", sample(16, 100)));

        tell(30, "old", -500);

        assertThat(where()).isEqualTo("old");
    }

    @Test
    void isServedFromTheOtherNodeWhenItsOwnerIsForgotten() {
        tell(0, "old", -500);
        tell(1, "new", -5);
        given.store.forget("new");

        tell(15, "old", -500);

        assertThat(where()).isEqualTo("old");
    }

    @Test
    void isServedFromTheOtherNodeWhenItsOwnerIsTooOldWhateverTheClocksOfTheNodesSay() {
        tell(0, "dead", 3_000);
        tell(30, "live", -5);
        assertThat(where()).isEqualTo("dead");

        tell(61, "live", -5);

        assertThat(where()).isEqualTo("live");
    }

    private void tell(double seconds, String node, double start) {
        PodPoint pod = Samples.pod(
                "ns",
                "db-0",
                Samples.container("db", sample(seconds, 50 + seconds).rate(1)));
        PodPoint started = Double.isNaN(start) ? pod : Samples.startedAt(pod, at(start));
        given.accept(seconds, Samples.fast(node, sample(seconds, 100 + seconds), started));
    }

    private String where() {
        return String.join(
                ",",
                given.store.view().nodes().stream()
                        .filter(node -> node.pod("ns", "db-0").isPresent())
                        .map(NodeView::node)
                        .toList());
    }
}
