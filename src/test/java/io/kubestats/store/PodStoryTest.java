package io.kubestats.store;

import static io.kubestats.store.StoreFixture.at;
import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.Anomaly;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.StoreObserver;
import io.kubestats.testing.Samples;
import io.kubestats.testing.Samples.Reading;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A pod is served as a whole or not at all, and is removed when its kubelet no longer reports it. */
class PodStoryTest {
    private final StoreFixture given = new StoreFixture();

    @Test
    void servesEveryContainerWithTheTimeOfTheEarliest() {
        web(0, Samples.container("app", sample(0, 1)), Samples.container("sidecar", sample(-4, 1)));

        web(15, Samples.container("app", sample(15, 2)), Samples.container("sidecar", sample(8, 3)));

        assertThat(given.web().containers()).extracting(ContainerUsage::name).containsExactly("app", "sidecar");
        assertThat(given.web().timestampMillis()).isEqualTo(at(8).toEpochMilli());
        assertThat(given.web().windowMillis()).isEqualTo(12_000);
    }

    @Test
    void leavesOutContainersThatDoNotRunButKeepsThemInTheBatch() {
        web(0, Samples.ended("init"), Samples.container("app", sample(0, 1).rate(1)));

        assertThat(given.web().containers()).extracting(ContainerUsage::name).containsExactly("app");
        assertThat(batch().pods().get(0).containers())
                .extracting(ContainerPoint::name)
                .containsExactly("init", "app");
    }

    @Test
    void servesNothingOfAPodWhoseContainersAllEnded() {
        web(0, Samples.container("app", sample(0, 1).rate(1)));

        web(15, Samples.ended("app"));

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(batch().pods()).hasSize(1);
    }

    @Test
    void doesNotServeAPodUntilEachOfItsContainersIsKnown() {
        web(0, Samples.container("app", sample(0, 1).rate(1)), Samples.container("sidecar", sample(0, 1)));
        assertThat(given.podsOf("n1")).isEmpty();

        web(15, Samples.container("app", sample(15, 2)), Samples.container("sidecar", sample(15, 2)));

        assertThat(given.web().containers()).hasSize(2);
    }

    @Test
    void keepsThePodAsItWasWhileARestartedContainerIsNotKnown() {
        web(
                0,
                Samples.container("app", sample(0, 1).rate(1)),
                Samples.container("sidecar", sample(0, 1).rate(1)));
        PodUsage before = given.web();
        Reading justBorn = sample(15, 0.1).startedAt(at(14.5));

        web(15, Samples.container("app", sample(15, 2)), Samples.container("sidecar", justBorn));

        assertThat(given.web()).isEqualTo(before);
    }

    @Test
    void keepsThePodAsItWasWhileANewContainerIsNotKnown() {
        web(0, Samples.container("app", sample(0, 1).rate(1)));
        PodUsage before = given.web();

        web(15, Samples.container("app", sample(15, 2)), Samples.container("debugger", sample(15, 1)));

        assertThat(given.web()).isEqualTo(before);
    }

    @Test
    void givesThePodTheUidThatIsToldWhileItIsKeptAsItWas() {
        PodPoint nameless = Samples.withUid(
                Samples.pod("ns", "web", Samples.container("app", sample(0, 1).rate(1))), "");
        given.accept(0, Samples.fast("n1", sample(0, 100), nameless));
        PodUsage before = given.web();

        web(15, Samples.container("app", sample(15, 2)), Samples.container("debugger", sample(15, 1)));

        assertThat(given.web().containers()).isEqualTo(before.containers());
        assertThat(given.web().timestampMillis()).isEqualTo(before.timestampMillis());
        assertThat(given.web().ref()).isEqualTo(batch().pods().get(0).ref());
        assertThat(given.web().ref().uid()).isEqualTo("uid-web");
    }

    @Test
    void carriesOneContainersUsageThroughAnAnswerWithoutItsCpu() {
        web(0, Samples.container("app", sample(0, 1)), Samples.container("sidecar", sample(0, 1)));
        web(15, Samples.container("app", sample(15, 2)), Samples.container("sidecar", sample(15, 2)));
        Reading noCpu = Samples.reading(at(30)).memory(1);

        web(30, Samples.container("app", sample(30, 3)), Samples.container("sidecar", noCpu));

        assertThat(given.web().containers())
                .extracting(container -> container.usage().timestampMillis())
                .containsExactly(at(30).toEpochMilli(), at(15).toEpochMilli());
        assertThat(given.web().timestampMillis()).isEqualTo(at(15).toEpochMilli());
    }

    @Test
    void dropsAPodThatTheNewAnswerLacks() {
        web(0, Samples.container("app", sample(0, 1).rate(1)));

        given.accept(15, Samples.fast("n1", sample(15, 100)));

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.evictions(StoreObserver.POD_GONE)).isEqualTo(1);
        assertThat(given.store.view().node("n1")).isPresent();
    }

    @Test
    void beginsAnewForAPodOfTheSameNameAndAnotherUid() {
        web(0, Samples.container("app", sample(0, 100)));
        PodPoint recreated =
                Samples.withUid(Samples.pod("ns", "web", Samples.container("app", sample(15, 200))), "another");

        given.accept(15, Samples.fast("n1", sample(15, 100), recreated));

        assertThat(given.podsOf("n1")).isEmpty();
    }

    @Test
    void keepsTheOneThatStartedLaterOfAPodToldTwice() {
        PodPoint old = Samples.startedAt(
                Samples.pod("ns", "web", Samples.container("app", sample(0, 1).rate(1))), at(-9));
        PodPoint young = Samples.startedAt(Samples.withUid(old, "young"), at(-5));

        given.accept(0, Samples.fast("n1", sample(0, 100), young, old));

        assertThat(given.web().ref().uid()).isEqualTo("young");
        assertThat(batch().pods()).hasSize(1);
        assertThat(given.anomalies(Anomaly.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void refusesAnAnswerThatHoldsNothingAtAll() {
        web(0, Samples.container("app", sample(0, 1).rate(1)));
        UsageView before = given.store.view();

        given.accept(15, Samples.fast("n1", Samples.reading(at(15))));

        assertThat(given.store.view().nodes()).isEqualTo(before.nodes());
        assertThat(given.anomalies(Anomaly.ZERO_USAGE)).isEqualTo(1);
    }

    @Test
    void sortsPodsByNamespaceThenName() {
        Reading reading = sample(0, 1).rate(1);

        given.accept(
                0,
                Samples.fast(
                        "n1",
                        sample(0, 1),
                        Samples.pod("b", "x", Samples.container("c", reading)),
                        Samples.pod("a", "z", Samples.container("c", reading)),
                        Samples.pod("a", "y", Samples.container("c", reading))));

        assertThat(given.store.view().node("n1").orElseThrow().pods())
                .extracting(pod -> pod.ref().namespace() + "/" + pod.ref().name())
                .containsExactly("a/y", "a/z", "b/x");
    }

    @Test
    void findsEachPodByNamespaceAndNameAlsoAmongNamesOfOneHash() {
        assertThat("web-ao").hasSameHashCodeAs("web-c1");
        Reading one = sample(0, 1).rate(1);
        Reading two = sample(0, 1).rate(2);
        Reading three = sample(0, 1).rate(3);

        given.accept(
                0,
                Samples.fast(
                        "n1",
                        sample(0, 1),
                        Samples.pod("a", "web-ao", Samples.container("c", one)),
                        Samples.pod("a", "web-c1", Samples.container("c", two)),
                        Samples.pod("b", "web-ao", Samples.container("c", three))));

        assertThat(nanoCores("a", "web-ao")).hasValue(1L);
        assertThat(nanoCores("a", "web-c1")).hasValue(2L);
        assertThat(nanoCores("b", "web-ao")).hasValue(3L);
        assertThat(nanoCores("b", "web-c1")).isEmpty();
        assertThat(nanoCores("c", "web-ao")).isEmpty();
    }

    @Test
    void keepsTheSeriesOfPodsThatAreToldInAnotherOrderThanBefore() {
        tell(0, "x", "y", "z");

        tell(15, "z", "x", "y");
        assertThat(podNames()).containsExactly("x", "y", "z");

        tell(30, "x", "y", "z");
        assertThat(podNames()).containsExactly("x", "y", "z");
        assertThat(given.store.view().node("n1").orElseThrow().pods())
                .allSatisfy(pod -> assertThat(pod.windowMillis()).isEqualTo(15_000));
    }

    @Test
    void takesAPodThatComesInThePlaceOfAnotherForANewOne() {
        tell(0, "x", "y", "z");
        tell(15, "x", "y", "z");

        tell(30, "x", "a", "z");

        assertThat(podNames()).containsExactly("x", "z");
        assertThat(batch().pods()).extracting(pod -> pod.ref().name()).containsExactly("a", "x", "z");
    }

    @Test
    void countsAPodThatIsToldTwiceInThePlaceOfAnother() {
        tell(0, "x", "y");

        tell(15, "x", "x");

        assertThat(podNames()).containsExactly("x");
        assertThat(given.anomalies(Anomaly.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void doesNotLetACounterFallInTheBatchWhenAnOlderSampleOrAnEmptyOneComes() {
        web(0, Samples.container("app", sample(10, 50)), Samples.container("sidecar", sample(10, 50)));

        web(15, Samples.container("app", sample(5, 40)), Samples.container("sidecar", sample(25, 0)));

        assertThat(batch().pods().get(0).containers())
                .extracting(container -> container.usage().cpu().usageCoreNanoSeconds())
                .containsExactly(50 * Samples.CORE_SECOND, 50 * Samples.CORE_SECOND);
    }

    private NodeBatch batch() {
        return given.store.view().node("n1").orElseThrow().batch();
    }

    private Optional<Long> nanoCores(String namespace, String name) {
        NodeView node = given.store.view().node("n1").orElseThrow();
        return node.pod(namespace, name)
                .map(pod -> pod.containers().get(0).usage().cpuNanoCores());
    }

    private List<String> podNames() {
        return given.store.view().node("n1").orElseThrow().pods().stream()
                .map(pod -> pod.ref().name())
                .toList();
    }

    /** Accepts pods of one container each, in this order. */
    private void tell(double seconds, String... names) {
        PodPoint[] pods = Stream.of(names)
                .map(name -> Samples.pod("ns", name, Samples.container("c", sample(seconds, 1 + seconds))))
                .toArray(PodPoint[]::new);
        given.accept(seconds, Samples.fast("n1", sample(seconds, 100 + seconds), pods));
    }

    private void web(double seconds, ContainerPoint... containers) {
        given.accept(seconds, Samples.fast("n1", sample(seconds, 100 + seconds), Samples.pod("ns", "web", containers)));
    }
}
