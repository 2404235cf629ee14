package io.kubestats.store;

import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.store.series.NodeView;
import io.kubestats.testing.Samples;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A cluster of many nodes, which the store keeps in pages. */
class ManyNodesStoryTest {
    private static final int NODES = 200;

    private final StoreFixture given = new StoreFixture();

    @Test
    void listsThemByNameInWhateverOrderTheyAreHeardAndForgotten() {
        for (int i = 0; i < NODES; i++) {
            // Seven and 200 have no common divisor, so each node occurs once.
            tell(0, i * 7 % NODES, 1);
        }
        assertThat(names(given.store.view())).isEqualTo(namesOf(IntStream.range(0, NODES)));

        given.store.forget(name(64));

        assertThat(names(given.store.view()))
                .isEqualTo(namesOf(IntStream.range(0, NODES).filter(i -> i != 64)));
    }

    @Test
    void takeInOneAnswerWithoutAChangeOfTheOthersOrOfAnEarlierView() {
        for (int i = 0; i < NODES; i++) {
            tell(0, i, 1);
        }
        UsageView before = given.store.view();

        tell(15, 130, 2);

        UsageView after = given.store.view();
        assertThat(names(after)).isEqualTo(names(before));
        assertThat(coreSeconds(after, 130)).isEqualTo(2);
        assertThat(coreSeconds(before, 130)).isEqualTo(1);
        assertThat(IntStream.range(0, NODES).filter(i -> i != 130))
                .allSatisfy(i -> assertThat(coreSeconds(after, i)).isEqualTo(1));
    }

    @Test
    void takeInAnswersOfNodesThatStandElsewhereSinceOthersCameAndWent() {
        for (int i = 1; i < NODES; i++) {
            tell(0, i, 1);
        }
        given.store.forget(name(64));
        given.store.forget(name(NODES - 1));
        tell(1, 0, 1);

        for (int i = NODES - 2; i > 64; i--) {
            tell(15, i, i);
        }

        UsageView view = given.store.view();
        assertThat(names(view)).isEqualTo(namesOf(IntStream.range(0, NODES - 1).filter(i -> i != 64)));
        assertThat(IntStream.range(0, NODES - 1).filter(i -> i != 64))
                .allSatisfy(i -> assertThat(coreSeconds(view, i)).isEqualTo(i > 64 ? i : 1));
    }

    @Test
    void areFoundByNameWhateverCameAndWentSinceOneWasLookedForLast() {
        for (int i = 1; i < NODES; i += 2) {
            tell(0, i, i);
        }
        assertThat(found()).isEqualTo(namesOf(IntStream.range(0, NODES).filter(i -> i % 2 == 1)));

        given.store.forget(name(1));
        tell(0, 64, 64);
        tell(15, 199, 200);

        assertThat(found())
                .isEqualTo(namesOf(IntStream.range(0, NODES).filter(i -> i == 64 || (i % 2 == 1 && i != 1))));
        assertThat(coreSeconds(given.store.view(), 64)).isEqualTo(64);
        assertThat(coreSeconds(given.store.view(), 199)).isEqualTo(200);
    }

    @Test
    void areToldApartWhenTheirNamesHaveOneHash() {
        assertThat("node-ao").hasSameHashCodeAs("node-c1");
        given.accept(0, Samples.fast("node-c1", sample(0, 1)));
        assertThat(given.store.view().node("node-ao")).isEmpty();

        given.accept(0, Samples.fast("node-ao", sample(0, 2)));

        assertThat(given.store.view().node("node-ao").orElseThrow().node()).isEqualTo("node-ao");
        assertThat(given.store.view().node("node-c1").orElseThrow().node()).isEqualTo("node-c1");
    }

    /** Returns the names under which a lookup finds a node of that name. */
    private List<String> found() {
        UsageView view = given.store.view();
        return namesOf(IntStream.range(0, NODES)
                .filter(i -> view.node(name(i))
                        .filter(node -> node.node().equals(name(i)))
                        .isPresent()));
    }

    private void tell(double seconds, int node, int coreSeconds) {
        given.accept(seconds, Samples.fast(name(node), sample(seconds, coreSeconds)));
    }

    private static String name(int node) {
        return String.format(Locale.ROOT, "node-%03d", node);
    }

    private static List<String> names(UsageView view) {
        return view.nodes().stream().map(NodeView::node).toList();
    }

    private static List<String> namesOf(IntStream nodes) {
        return nodes.mapToObj(ManyNodesStoryTest::name).toList();
    }

    private static long coreSeconds(UsageView view, int node) {
        long nanos = view.node(name(node)).orElseThrow().batch().point().usage().usageCoreNanoSeconds();
        return nanos / Samples.CORE_SECOND;
    }
}
