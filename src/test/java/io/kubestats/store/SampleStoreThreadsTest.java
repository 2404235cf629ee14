package io.kubestats.store;

import static io.kubestats.store.StoreFixture.at;
import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.StoreObserver;
import io.kubestats.testing.ManualClock;
import io.kubestats.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Concurrent writers and readers. */
class SampleStoreThreadsTest {
    private static final int ROUNDS = 400;

    private final ManualClock clock = ManualClock.at(StoreFixture.START);
    private final SampleStore store =
            new SampleStore(StoreFixture.LIMITS, ClusterState.UNKNOWN, StoreObserver.NOOP, clock, clock::nanos);
    private final ExecutorService threads = Executors.newFixedThreadPool(6);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void readersNeverSeeAPodTwiceOrAHalfWrittenNodeWhileWritersQuarrelOverIt() throws Exception {
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            String name = "n" + node;
            work.add(() -> write(name));
            work.add(this::read);
        }

        List<Future<Boolean>> ended = threads.invokeAll(work, 30, TimeUnit.SECONDS);

        for (Future<Boolean> each : ended) {
            assertThat(each.get(1, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(podsServed()).hasSize(1);
    }

    private boolean write(String node) {
        for (int round = 1; round <= ROUNDS; round++) {
            store.accept(batch(node, round));
            if (round % 50 == 0) {
                store.forget(node);
            }
        }
        store.accept(batch(node, ROUNDS + 1));
        return true;
    }

    private static NodeBatch batch(String node, int round) {
        return Samples.fast(
                node,
                sample(round * 15, round),
                Samples.startedAt(
                        Samples.pod(
                                "ns",
                                "db-0",
                                Samples.container(
                                        "db", sample(round * 15, round).rate(1))),
                        at(round % 7)));
    }

    private boolean read() {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(podsServed().size()).isLessThanOrEqualTo(1);
            assertThat(store.view().nodes().size()).isBetween(0, 3);
        }
        return true;
    }

    private List<PodUsage> podsServed() {
        List<PodUsage> pods = new ArrayList<>();
        try (UsageView view = store.view()) {
            for (NodeView node : view.nodes()) {
                assertThat(node.batch().pods()).hasSameSizeAs(node.pods());
                pods.addAll(node.pods());
            }
        }
        return pods;
    }

    @Test
    void readersSeeTheNumbersOfOneAnswerThoughItsMemoryIsWrittenAgainAndAgain() throws Exception {
        AtomicBoolean written = new AtomicBoolean();
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int reader = 0; reader < 3; reader++) {
            work.add(() -> {
                while (!written.get()) {
                    assertNumbersAreOfOneAnswer();
                }
                return true;
            });
        }
        work.add(() -> {
            for (int round = 1; round <= 50 * ROUNDS; round++) {
                store.accept(telling("n" + round % 2, round));
            }
            written.set(true);
            return true;
        });

        List<Future<Boolean>> ended = threads.invokeAll(work, 60, TimeUnit.SECONDS);

        for (Future<Boolean> each : ended) {
            assertThat(each.get(1, TimeUnit.SECONDS)).isTrue();
        }
        assertNumbersAreOfOneAnswer();
    }

    /** Returns ten pods whose memory is the number of the response. */
    private static NodeBatch telling(String node, int round) {
        PodPoint[] pods = new PodPoint[10];
        for (int i = 0; i < pods.length; i++) {
            Samples.Reading reading = sample(round * 15, round).rate(1).memory((long) round << i);
            pods[i] = Samples.pod("ns", node + "-" + i, Samples.container("app", reading));
        }
        return Samples.fast(node, sample(round * 15, round), pods);
    }

    private void assertNumbersAreOfOneAnswer() {
        try (UsageView view = store.view()) {
            for (NodeView node : view.nodes()) {
                List<PodUsage> pods = node.pods();
                for (int i = 0; i < pods.size(); i++) {
                    assertThat(memory(pods.get(i))).isEqualTo(memory(pods.get(0)) << i);
                }
                assertThat(node.pods()).isEqualTo(pods);
            }
        }
    }

    private static long memory(PodUsage pod) {
        return pod.containers().get(0).usage().memoryBytes();
    }
}
