package io.kubestats.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.KubeletConfig;
import io.kubestats.health.HealthCheck.Result;
import io.kubestats.kubelet.HttpKubeletClient;
import io.kubestats.kubelet.KubeletAnswer;
import io.kubestats.model.Anomaly;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.Lane;
import io.kubestats.model.PodPoint;
import io.kubestats.model.Reading;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.SampleStore;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.StoreLimits;
import io.kubestats.store.series.StoreObserver;
import io.kubestats.testing.FakeAnswer;
import io.kubestats.testing.FakeKubelet;
import io.kubestats.testing.ManualClock;
import io.kubestats.tls.ClientIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Every served and exported number is one that the node really had, whatever its kubelet responds; every absence has a
 * reason that a check or a counter names.
 */
class AgainstTruthTest {
    private static final StoreLimits LIMITS =
            new StoreLimits(Duration.ofSeconds(90), Duration.ofSeconds(240), Duration.ofSeconds(15));
    private static final long MAX_AGE_MILLIS = 90_000;

    /** The longest absence after a fault: until the last good sample expires, and two more arrive. */
    private static final long AFTERMATH_MILLIS = MAX_AGE_MILLIS + 75_000;

    /** The Summary's times are whole seconds. */
    private static final long CUT_MILLIS = 1_100;

    private static final int FULL_EVERY = 4;

    /** One round of the fast lane. */
    record Step(int seconds, KubeletFault fault, int target) {}

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<KubeletFault> faults = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(KubeletFault.NONE)), Tuple.of(1, Arbitraries.of(KubeletFault.values())));
        return Combinators.combine(
                        Arbitraries.integers().between(12, 18),
                        faults,
                        Arbitraries.integers().between(0, 40))
                .as(Step::new)
                .list()
                .ofMinSize(12)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> versions() {
        return Arbitraries.of("1.31", "1.33", "1.35", "1.37");
    }

    @Property(tries = 25)
    void servesAndExportsOnlyWhatTheNodeReallyHad(
            @ForAll("lives") List<Step> life, @ForAll("versions") String version, @ForAll boolean inCluster)
            throws Exception {
        try (World world = new World(version, inCluster)) {
            for (int i = 0; i < life.size(); i++) {
                world.live(life.get(i), i % FULL_EVERY == 0);
            }
        }
    }

    /** A node, its kubelet, and the knowledge about it. */
    private static final class World implements AutoCloseable, StoreObserver {
        private final ManualClock clock = ManualClock.at(Instant.parse("2026-03-01T12:00:00.250Z"));
        private final SimulatedNode node;
        private final SampleStore store;
        private final FakeKubelet kubelet = FakeKubelet.plain();
        private final HttpKubeletClient client = new HttpKubeletClient(
                KubeletConfig.defaults(), () -> ClientIdentity.NONE, Duration.ofSeconds(10), clock);
        private final Map<String, Long> touchedUntil = new HashMap<>();
        private final Map<String, long[]> exported = new HashMap<>();
        private KubeletFault fault = KubeletFault.NONE;
        private SimulatedContainer target;
        private int signs;

        World(String version, boolean inCluster) throws Exception {
            node = new SimulatedNode(version, clock.instant());
            target = node.target(0);
            store = new SampleStore(
                    LIMITS, inCluster ? new Objects(node) : ClusterState.UNKNOWN, this, clock, clock::nanos);
            kubelet.answer("/stats/summary", this::summary);
            kubelet.answer("/stats/summary?only_cpu_and_memory=true", this::summary);
            kubelet.answer("/metrics/resource", this::resource);
            client.start();
        }

        private FakeAnswer summary() {
            return fault == KubeletFault.SUMMARY_FAILS
                    ? FakeAnswer.text(500, "failed to list pod stats")
                    : FakeAnswer.json(node.summary(clock.millis(), fault, target));
        }

        private FakeAnswer resource() {
            return fault == KubeletFault.RESOURCE_FAILS
                    ? FakeAnswer.text(500, "collected before with the same name and label values")
                    : FakeAnswer.text(200, node.resource(clock.millis(), fault, target));
        }

        void live(Step step, boolean full) throws Exception {
            clock.advance(Duration.ofSeconds(step.seconds()));
            target = node.target(step.target());
            fault = showsOnlyLater(step.fault()) ? KubeletFault.NONE : step.fault();
            touch();
            ask(Lane.FAST);
            if (full) {
                ask(Lane.FULL);
            }
            try (UsageView view = store.view()) {
                view.node(SimulatedNode.NAME).ifPresent(this::check);
                isExplained(view.node(SimulatedNode.NAME));
            }
        }

        private void touch() {
            long until = clock.millis() + AFTERMATH_MILLIS;
            switch (fault) {
                case NONE, MOVING_START, WRAPPED_AVAILABLE -> {}
                case SUMMARY_FAILS, RESOURCE_FAILS, WRONG_NODE, NO_TIMESTAMPS, ZERO_NODE_MEMORY -> {
                    node.pods().forEach(pod -> touchedUntil.put(pod, until));
                    touchedUntil.put("", until);
                }
                default -> touchedUntil.put(target.pod, until);
            }
            switch (fault) {
                case MOVING_START -> target.moveStart(clock.millis());
                case LEAP -> target.leap();
                case RESTART -> target.restart(clock.millis() - 2_000);
                default -> {}
            }
        }

        /** Returns whether the fault is indistinguishable from the truth before the first reading of a run. */
        private boolean showsOnlyLater(KubeletFault kind) {
            long[] seen = exported.get(target.pod + target.name);
            boolean isSeen = seen != null && seen[0] == target.run();
            return switch (kind) {
                case LEAP, ZERO_CONTAINER, CONTAINER_MISSING -> !isSeen;
                default -> false;
            };
        }

        private void ask(Lane lane) throws InterruptedException, TimeoutException {
            try {
                KubeletAnswer answer =
                        client.ask(kubelet.target(SimulatedNode.NAME), lane).get(20, TimeUnit.SECONDS);
                signs += answer.batch().anomalies().size();
                store.accept(answer.batch());
            } catch (ExecutionException failed) {
                signs++;
            }
        }

        private void check(NodeView view) {
            view.usage().ifPresent(usage -> isTrue(node.whole, usage));
            counts(node.whole, view.batch().point().usage().usageCoreNanoSeconds());
            for (PodUsage pod : view.pods()) {
                String name = pod.ref().namespace() + "/" + pod.ref().name();
                for (ContainerUsage container : pod.containers()) {
                    isTrue(node.container(name, container.name()), container.usage());
                }
                assertThat(pod.containers()).as("containers of %s", name).hasSize((int) node.containers.stream()
                        .filter(container -> container.pod.equals(name))
                        .count());
            }
            for (PodPoint pod : view.batch().pods()) {
                for (ContainerPoint container : pod.containers()) {
                    SimulatedContainer of = node.container(
                            pod.ref().namespace() + "/" + pod.ref().name(), container.name());
                    counts(of, container.usage().usageCoreNanoSeconds());
                    holds(of, container.usage().workingSetBytes());
                }
            }
        }

        private void isTrue(SimulatedContainer of, ResourceUsage usage) {
            long error = of.nanoCores * CUT_MILLIS / usage.windowMillis() + 1_000_000;
            assertThat(usage.cpuNanoCores())
                    .as("CPU of %s %s over %s ms", of.pod, of.name, usage.windowMillis())
                    .isBetween(of.nanoCores - error, of.nanoCores + 2 * error);
            holds(of, usage.memoryBytes());
        }

        private void holds(SimulatedContainer of, long bytes) {
            if (Reading.isPresent(bytes)) {
                assertThat(of.samples())
                        .as("memory of %s %s: %s", of.pod, of.name, bytes)
                        .anySatisfy(
                                sample -> assertThat(sample.workingSetBytes()).isEqualTo(bytes));
            }
        }

        /** Asserts that an exported counter has a value that the container's had, and never falls within one run. */
        private void counts(SimulatedContainer of, long coreNanoSeconds) {
            if (!Reading.isPresent(coreNanoSeconds)) {
                return;
            }
            assertThat(of.samples())
                    .as("counter of %s %s: %s", of.pod, of.name, coreNanoSeconds)
                    .anySatisfy(sample -> assertThat(Math.abs(sample.coreNanoSeconds() - coreNanoSeconds))
                            .isLessThanOrEqualTo(hidden(of) + (coreNanoSeconds >>> 50) + 1));
            long[] before = exported.getOrDefault(of.pod + of.name, new long[] {of.run(), 0});
            if (before[0] == of.run()) {
                assertThat(coreNanoSeconds)
                        .as("counter of %s %s", of.pod, of.name)
                        .isGreaterThanOrEqualTo(before[1]);
            }
            exported.put(of.pod + of.name, new long[] {of.run(), coreNanoSeconds});
        }

        /** Returns the CPU time that a leap hides, including the usage between its two samples. */
        private static long hidden(SimulatedContainer of) {
            return of.leaps() > 0 ? of.nanoCores * 300 : 0;
        }

        private void isExplained(Optional<NodeView> view) {
            for (String pod : node.pods()) {
                String[] name = pod.split("/", 2);
                boolean served =
                        view.flatMap(seen -> seen.pod(name[0], name[1])).isPresent();
                boolean young = clock.millis()
                                - Instant.parse("2026-03-01T12:00:00.250Z").toEpochMilli()
                        < 40_000;
                if (!served && !young) {
                    assertThat(touchedUntil.getOrDefault(pod, 0L))
                            .as("%s is absent without a fault", pod)
                            .isGreaterThanOrEqualTo(clock.millis());
                    assertThat(signs > 0 || store.withheld().check() instanceof Result.Warned)
                            .as("%s is absent without a reason", pod)
                            .isTrue();
                }
            }
        }

        @Override
        public void anomaly(String who, Anomaly kind, int count) {
            signs += count;
        }

        @Override
        public void evicted(String reason, int count) {
            signs += count;
        }

        @Override
        public void close() {
            client.close();
            kubelet.close();
        }
    }

    /** The API server's view of the simulated node. */
    private record Objects(SimulatedNode node) implements ClusterState {
        @Override
        public NodeCapacity capacity(String name) {
            return new NodeCapacity(16_000_000_000L, 64L << 30);
        }

        @Override
        public Optional<PodState> pod(String namespace, String name) {
            List<String> running = node.containers.stream()
                    .filter(container -> container.pod.equals(namespace + "/" + name))
                    .map(container -> container.name)
                    .toList();
            return running.isEmpty() ? Optional.empty() : Optional.of(new PodState(SimulatedNode.NAME, true, running));
        }

        @Override
        public boolean knowsAllPods() {
            return true;
        }
    }
}
