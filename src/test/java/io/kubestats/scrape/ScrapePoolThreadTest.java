package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.cluster.TargetDiscovery;
import io.kubestats.config.ScrapeConfig;
import io.kubestats.kubelet.KubeletAnswer;
import io.kubestats.kubelet.KubeletClient;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.store.BatchSink;
import io.kubestats.testing.FakeKubeletClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScrapePoolThreadTest {
    private static final ScrapeConfig QUICK = new ScrapeConfig(
            Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(80), 4, Duration.ofSeconds(60));

    /** Intervals that allow only the first attempt within the duration of a test. */
    private static final ScrapeConfig RARE = new ScrapeConfig(
            Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(1), 4, Duration.ofMinutes(20));

    private final ExecutorService network = Executors.newFixedThreadPool(4);
    private final RecordingSink sink = new RecordingSink();
    private final RecordingObserver observer = new RecordingObserver();

    @AfterEach
    void stopNetwork() {
        network.shutdownNow();
    }

    @Test
    void scrapesByItselfFollowsChangesAndStopsItsThread() {
        Targets targets = new Targets();
        targets.become(PoolBench.names(50));
        ScrapePool pool = pool(targets, this::answerOnNetworkThread);

        pool.start();
        await().untilAsserted(() ->
                assertThat(observer.count("ended node-49 fast success")).isPositive());
        targets.become(List.of("node-1", "newcomer"));
        await().untilAsserted(() -> assertThat(sink.last()).containsOnlyKeys("node-1", "newcomer"));
        boolean turned = pool.sinceLastTurn().compareTo(ScrapePool.LONGEST_TURN.multipliedBy(10)) < 0;
        pool.close();

        assertThat(turned).isTrue();
        assertThat(schedulers()).isEmpty();
        assertThat(observer.count("started")).isEqualTo(observer.count("ended"));
        assertThat(pool.freePermits()).isEqualTo(4);
        assertThat(pool.faults()).isZero();
    }

    @Test
    void permitThatComesFreeIsUsedAtOnce() {
        ScrapeConfig one = new ScrapeConfig(
                RARE.metricResolution(), RARE.fullResolution(), RARE.timeout(), 1, RARE.maxSampleAge());
        Targets targets = new Targets();
        targets.become(PoolBench.names(30));
        ScrapePool pool = new ScrapePool(
                one, targets, this::answerOnNetworkThread, sink, observer, Clock.systemUTC(), System::nanoTime);

        pool.start();
        await().untilAsserted(() -> assertThat(sink.last()).hasSize(30));
        pool.close();

        assertThat(observer.count("ended")).isEqualTo(30);
    }

    @Test
    void sinkAndObserverThatThrowDoNotStopTheLoop() {
        Targets targets = new Targets();
        targets.become(List.of("node-a"));
        ScrapePool pool = new ScrapePool(
                QUICK,
                targets,
                this::answerOnNetworkThread,
                new ThrowingSink(),
                new ThrowingObserver(),
                Clock.systemUTC(),
                System::nanoTime);

        pool.start();
        await().untilAsserted(() -> assertThat(pool.faults()).isGreaterThan(10));
        pool.close();

        assertThat(pool.statuses())
                .singleElement()
                .satisfies(status -> assertThat(status.lane(Lane.FULL).lastFailure())
                        .hasValueSatisfying(
                                failure -> assertThat(failure.text()).contains("could not be stored")));
        assertThat(pool.freePermits()).isEqualTo(4);
    }

    @Test
    void nodeIsForgottenAfterItsAnswerThatIsJustBeingStored() throws Exception {
        Targets targets = new Targets();
        targets.become(List.of("node-a"));
        SlowSink slow = new SlowSink();
        ScrapePool pool = new ScrapePool(
                RARE, targets, this::answerOnNetworkThread, slow, observer, Clock.systemUTC(), System::nanoTime);
        pool.start();
        assertThat(slow.storing.await(10, TimeUnit.SECONDS)).isTrue();

        Thread discovery = new Thread(() -> targets.become(List.of()));
        discovery.start();
        await().until(() -> discovery.getState() == Thread.State.WAITING);
        slow.goOn.countDown();
        discovery.join(10_000);
        pool.close();

        assertThat(slow.events).containsExactly("accept node-a", "forget node-a");
        assertThat(observer.calls())
                .containsExactly("started node-a full", "ended node-a full success", "forgot node-a");
    }

    private ScrapePool pool(TargetDiscovery targets, KubeletClient client) {
        return new ScrapePool(QUICK, targets, client, sink, observer, Clock.systemUTC(), System::nanoTime);
    }

    private CompletableFuture<KubeletAnswer> answerOnNetworkThread(KubeletTarget target, Lane lane) {
        return CompletableFuture.supplyAsync(
                () -> new KubeletAnswer(FakeKubeletClient.emptyBatch(target.node(), lane), 2), network);
    }

    private static List<String> schedulers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter("kubestats-scheduler"::equals)
                .toList();
    }

    /** Target discovery under the control of the test. */
    private static final class Targets implements TargetDiscovery {
        private final List<Consumer<List<KubeletTarget>>> listeners = new CopyOnWriteArrayList<>();
        private volatile List<KubeletTarget> now = List.of();

        @Override
        public void subscribe(Consumer<List<KubeletTarget>> listener) {
            listeners.add(listener);
            listener.accept(now);
        }

        void become(List<String> nodes) {
            now = nodes.stream().map(PoolBench::target).toList();
            listeners.forEach(listener -> listener.accept(now));
        }
    }

    /** A sink that blocks in {@code accept} until the test releases it. */
    private static final class SlowSink implements BatchSink {
        private final CountDownLatch storing = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void accept(NodeBatch batch) {
            storing.countDown();
            try {
                assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            events.add("accept " + batch.node());
        }

        @Override
        public void forget(String node) {
            events.add("forget " + node);
        }
    }

    /** A sink that violates its contract by throwing. */
    private static final class ThrowingSink implements BatchSink {
        @Override
        public void accept(NodeBatch batch) {
            throw new AssertionError("sink");
        }

        @Override
        public void forget(String node) {
            throw new AssertionError("sink");
        }
    }

    /** An observer that violates its contract by throwing. */
    private static final class ThrowingObserver implements ScrapeObserver {
        @Override
        public void started(KubeletTarget target, Lane lane) {
            throw new AssertionError("observer");
        }

        @Override
        public void ended(KubeletTarget target, Lane lane, ScrapeResult result) {
            throw new AssertionError("observer");
        }

        @Override
        public void overdue(KubeletTarget target, Lane lane) {
            throw new AssertionError("observer");
        }

        @Override
        public void forgot(String node) {
            throw new AssertionError("observer");
        }
    }
}
