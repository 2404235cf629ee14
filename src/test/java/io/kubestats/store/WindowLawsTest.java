package io.kubestats.store;

import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodPoint;
import io.kubestats.store.series.NodeView;
import io.kubestats.testing.Samples;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The distance between the samples of a rate, and the interplay of the lanes. */
class WindowLawsTest {
    @Property(tries = 300)
    void windowsLieBetweenHalfAResolutionAndAboutTwoHoweverSamplesAreSpaced(
            @ForAll @Size(min = 8, max = 40) List<@IntRange(min = 1, max = 16) Integer> gaps) {
        StoreFixture given = new StoreFixture();
        int second = 0;
        for (int gap : gaps) {
            given.acceptApp(second, sample(second, second + 1));
            second += gap;
        }

        given.acceptApp(second + 15, sample(second + 15, second + 16));

        assertThat(given.appUsage().windowMillis()).isBetween(7_500L, 2 * 7_500L + 31_000L);
        assertThat(StoreFixture.millicores(given.appUsage())).isEqualTo(1_000);
    }

    @Property(tries = 300)
    void orderOfTheTwoLanesMattersNothingForDetails(
            @ForAll @IntRange(max = 12) int lag, @ForAll @IntRange(max = 3) int podsOfFull) {
        NodeBatch full = full(15 - lag, podsOfFull);
        NodeBatch fast = fast(15);

        Joined fullFirst = after(full, fast);
        Joined fastFirst = after(fast, full);

        if (lag > 0) {
            assertThat(fastFirst).isEqualTo(fullFirst);
        }
        assertThat(fastFirst.node().detail()).isEqualTo(fullFirst.node().detail());
    }

    private record Joined(NodePoint node, List<PodPoint> pods) {}

    private static Joined after(NodeBatch first, NodeBatch second) {
        StoreFixture given = new StoreFixture();
        given.accept(0, fast(0));
        given.accept(15, first);
        given.accept(16, second);
        NodeView node = given.store.view().node("n1").orElseThrow();
        return new Joined(node.batch().point(), node.batch().pods());
    }

    private static NodeBatch fast(int second) {
        return Samples.fast("n1", sample(second, 100 + second), pods(second, 2));
    }

    private static NodeBatch full(int second, int count) {
        NodeBatch plain = Samples.full("n1", sample(second, 100 + second), pods(second, count));
        return new NodeBatch(
                "n1",
                plain.form(),
                plain.point(),
                plain.pods().stream().map(pod -> Samples.withDetail(pod, 7)).toList(),
                plain.anomalies());
    }

    private static PodPoint[] pods(int second, int count) {
        PodPoint[] pods = new PodPoint[count];
        for (int i = 0; i < count; i++) {
            pods[i] = Samples.pod(
                    "ns",
                    "p" + i,
                    Samples.container("app", sample(second, 50 + second).rate(1)));
        }
        return pods;
    }
}
