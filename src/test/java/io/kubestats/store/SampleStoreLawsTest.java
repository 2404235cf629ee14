package io.kubestats.store;

import static io.kubestats.model.Reading.isPresent;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.ContainerPoint;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.intake.IntakeFindings;
import io.kubestats.store.intake.LaneMerger;
import io.kubestats.store.intake.UsageCalculator;
import io.kubestats.store.series.BufferRecycler;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.Moment;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.ReaderEpochs;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Invariants of the store under any responses at any time. */
class SampleStoreLawsTest {
    private static final int TRIES = 400;

    @Provide
    Arbitrary<List<LawAction>> lives() {
        return LawAction.any().list().ofMinSize(20).ofMaxSize(120);
    }

    @Property(tries = TRIES)
    void usageIsNeverNegativeNorAbsurdAndIsTheGrowthBetweenTwoSamplesThatWereTold(
            @ForAll("lives") List<LawAction> life) {
        Map<String, List<UsagePoint>> told = new HashMap<>();

        live(life, (before, after, batch, fixture) -> {
            batch.ifPresent(each -> tell(told, each));
            for (NodeView node : after.nodes()) {
                node.usage().ifPresent(usage -> isExplained(usage, told.getOrDefault(node.node(), List.of())));
                for (PodUsage pod : node.pods()) {
                    pod.containers()
                            .forEach(container -> isExplained(
                                    container.usage(),
                                    told.getOrDefault(
                                            node.node() + "/" + pod.ref().name() + "/" + container.name(), List.of())));
                }
            }
        });
    }

    private static void tell(Map<String, List<UsagePoint>> told, NodeBatch batch) {
        told.computeIfAbsent(batch.node(), any -> new ArrayList<>())
                .add(batch.point().usage());
        for (PodPoint pod : batch.pods()) {
            for (ContainerPoint container : pod.containers()) {
                told.computeIfAbsent(
                                batch.node() + "/" + pod.ref().name() + "/" + container.name(),
                                any -> new ArrayList<>())
                        .add(container.usage());
            }
        }
    }

    private static void isExplained(ResourceUsage usage, List<UsagePoint> told) {
        assertThat(usage.cpuNanoCores()).isBetween(0L, UsageCalculator.ABSURD_NANO_CORES);
        assertThat(usage.memoryBytes()).isNotNegative();
        assertThat(usage.windowMillis()).isPositive();
        List<CpuPoint> newer = told.stream()
                .map(UsagePoint::cpu)
                .filter(cpu -> cpu.timeMillis() == usage.timestampMillis())
                .toList();
        boolean byTheKubelet = usage.windowMillis() == UsageCalculator.HOUSEKEEPING_MILLIS
                && newer.stream().anyMatch(cpu -> cpu.usageNanoCores() == usage.cpuNanoCores());
        boolean sinceItsStart = told.stream()
                .filter(point -> point.startTimeMillis() == usage.timestampMillis() - usage.windowMillis())
                .anyMatch(point -> isRate(usage, 0, point.cpu().usageCoreNanoSeconds()));
        boolean betweenTwo = told.stream()
                .map(UsagePoint::cpu)
                .filter(cpu -> cpu.timeMillis() == usage.timestampMillis() - usage.windowMillis())
                .anyMatch(older -> newer.stream()
                        .anyMatch(
                                newest -> isRate(usage, older.usageCoreNanoSeconds(), newest.usageCoreNanoSeconds())));
        assertThat(byTheKubelet || sinceItsStart || betweenTwo)
                .as("%s of %s", usage, told)
                .isTrue();
    }

    private static boolean isRate(ResourceUsage usage, long from, long to) {
        return isPresent(from)
                && isPresent(to)
                && BigInteger.valueOf(to)
                        .subtract(BigInteger.valueOf(from))
                        .multiply(BigInteger.valueOf(1_000))
                        .divide(BigInteger.valueOf(usage.windowMillis()))
                        .equals(BigInteger.valueOf(usage.cpuNanoCores()));
    }

    @Property(tries = TRIES)
    void noPodIsServedWithAPartOfItsContainersMissing(@ForAll("lives") List<LawAction> life) {
        Map<String, Set<List<String>>> wholes = new HashMap<>();

        live(life, (before, after, batch, fixture) -> {
            batch.ifPresent(each -> each.pods()
                    .forEach(pod -> wholes.computeIfAbsent(pod.ref().name(), any -> new HashSet<>())
                            .add(running(pod))));
            for (NodeView node : after.nodes()) {
                for (PodUsage pod : node.pods()) {
                    assertThat(wholes.get(pod.ref().name()))
                            .contains(pod.containers().stream()
                                    .map(ContainerUsage::name)
                                    .toList());
                    assertThat(pod.timestampMillis())
                            .isEqualTo(pod.containers().stream()
                                    .mapToLong(container -> container.usage().timestampMillis())
                                    .min()
                                    .orElseThrow());
                }
            }
        });
    }

    private static List<String> running(PodPoint pod) {
        return pod.containers().stream()
                .filter(container -> !container.usage().equals(UsagePoint.ABSENT))
                .map(ContainerPoint::name)
                .toList();
    }

    @Property(tries = TRIES)
    void noPodStandsTwice(@ForAll("lives") List<LawAction> life) {
        live(life, (before, after, batch, fixture) -> {
            List<NodeView> nodes = after.nodes();
            assertThat(nodes.stream().flatMap(node -> node.pods().stream()).map(pod -> name(pod.ref())))
                    .doesNotHaveDuplicates();
            assertThat(nodes.stream()
                            .flatMap(node -> node.batch().pods().stream())
                            .map(pod -> name(pod.ref())))
                    .doesNotHaveDuplicates();
        });
    }

    @Property(tries = TRIES)
    void aViewDoesNotChangeWhileItIsOpen(@ForAll("lives") List<LawAction> life, @ForAll("fewOpen") int mostOpen) {
        record Seen(UsageView view, String text) {}
        Deque<Seen> open = new ArrayDeque<>();

        live(life, (before, after, batch, fixture) -> {
            UsageView view = fixture.store.view();
            open.add(new Seen(view, text(view)));
            while (open.size() > mostOpen) {
                Seen oldest = open.remove();
                assertThat(text(oldest.view())).isEqualTo(oldest.text());
                oldest.view().close();
            }
        });

        assertThat(open).allSatisfy(seen -> assertThat(text(seen.view())).isEqualTo(seen.text()));
    }

    /** The number of views open at once; with the largest, none is closed before the end. */
    @Provide
    Arbitrary<Integer> fewOpen() {
        return Arbitraries.of(1, 2, 3, 5, Integer.MAX_VALUE);
    }

    private static String text(UsageView view) {
        StringBuilder text = new StringBuilder().append(view.takenAtMillis()).append(view.rosterVersion());
        for (NodeView node : view.nodes()) {
            text.append(node.node()).append(node.usage()).append(node.pods()).append(node.batch());
        }
        return text.toString();
    }

    @Property(tries = TRIES)
    void whatWasServedStaysServedWhileItsNodeTellsOfItAndNoTimeGoesBy(@ForAll("lives") List<LawAction> life) {
        live(life, (before, after, batch, fixture) -> {
            if (batch.isEmpty()) {
                return;
            }
            Map<String, PodPoint> told = new HashMap<>();
            batch.get().pods().forEach(pod -> told.put(pod.ref().name(), pod));
            Set<String> served = served(after);
            for (NodeView node : before.nodes()) {
                boolean fromHere = node.node().equals(batch.get().node());
                for (PodUsage pod : node.pods()) {
                    PodPoint now = told.get(pod.ref().name());
                    boolean stays = !fromHere
                            || (now != null
                                    && LaneMerger.samePod(pod.ref(), now.ref())
                                    && !running(now).isEmpty());
                    // A later start on another node takes the pod over, whether or not it can be served there already.
                    boolean moves = !fromHere && now != null;
                    if (stays && !moves) {
                        assertThat(served).contains(pod.ref().name());
                    }
                }
            }
        });
    }

    private static Set<String> served(UsageView view) {
        Set<String> served = new HashSet<>();
        view.nodes()
                .forEach(node -> node.pods().forEach(pod -> served.add(pod.ref().name())));
        return served;
    }

    @Property(tries = TRIES)
    void oneRosterVersionStandsForOneRoster(@ForAll("lives") List<LawAction> life) {
        Map<Long, String> rosters = new HashMap<>();

        live(life, (before, after, batch, fixture) -> {
            StringBuilder roster = new StringBuilder();
            for (NodeView node : after.nodes()) {
                roster.append(node.node());
                node.pods().forEach(pod -> roster.append(pod.ref()));
                node.batch().pods().forEach(pod -> roster.append(pod.ref()));
            }
            assertThat(rosters.computeIfAbsent(after.rosterVersion(), any -> roster.toString()))
                    .isEqualTo(roster.toString());
        });
    }

    @Property(tries = TRIES)
    void lookingUpFindsWhatIsListedAndNothingElse(@ForAll("lives") List<LawAction> life) {
        live(life, (before, after, batch, fixture) -> {
            for (NodeView node : after.nodes()) {
                assertThat(after.node(node.node())).containsSame(node);
                node.pods()
                        .forEach(pod ->
                                assertThat(node.pod("ns", pod.ref().name())).contains(pod));
                assertThat(node.pod("ns", "nowhere")).isEmpty();
            }
            assertThat(after.node("nowhere")).isEmpty();
        });
    }

    @Property(tries = TRIES)
    void nothingIsLeftOnceAllNodesAreForgotten(@ForAll("lives") List<LawAction> life) {
        NodeSeriesTable held =
                new NodeSeriesTable(StoreFixture.LIMITS, new BufferRecycler(new ReaderEpochs()), ClusterState.UNKNOWN);

        StoreFixture lived = live(
                life,
                (before, after, batch, fixture) -> batch.ifPresent(each -> {
                    held.accept(each, new Moment(fixture.clock.millis(), fixture.clock.nanos()), new IntakeFindings());
                }));
        for (int node = 0; node < LawWorld.NODES; node++) {
            held.forget("n" + node);
            lived.store.forget("n" + node);
        }

        assertThat(held.ownedCount()).isZero();
        assertThat(held.nodeCount()).isZero();
        assertThat(lived.store.heldNodes()).isZero();
    }

    private static String name(PodRef pod) {
        return pod.namespace() + "/" + pod.name();
    }

    /** An invariant, checked after each action with the views before and after it and the resulting batch. */
    private interface Law {
        void look(UsageView before, UsageView after, Optional<NodeBatch> batch, StoreFixture fixture);
    }

    private static StoreFixture live(List<LawAction> life, Law law) {
        LawWorld world = new LawWorld();
        StoreFixture fixture = new StoreFixture();
        for (LawAction action : life) {
            Optional<NodeBatch> batch = action.apply(world, fixture);
            try (UsageView before = fixture.store.view()) {
                batch.ifPresent(fixture.store::accept);
                try (UsageView after = fixture.store.view()) {
                    law.look(before, after, batch, fixture);
                }
            }
        }
        return fixture;
    }
}
