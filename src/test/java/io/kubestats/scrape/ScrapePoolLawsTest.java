package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.ScrapeConfig;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.Lane;
import io.kubestats.testing.FakeKubeletClient.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScrapePoolLawsTest {
    private static final Duration FAST = ScrapeConfig.defaults().metricResolution();
    private static final int CONCURRENCY = 3;

    @Property(tries = 50)
    void everyNodeIsAskedOncePerResolution(
            @ForAll @IntRange(min = 1, max = 40) int nodes, @ForAll @IntRange(min = 1, max = 12) int resolutions) {
        PoolBench bench = PoolBench.standard();
        Duration step = Duration.ofMillis(100);
        bench.discover(PoolBench.names(nodes));
        bench.pass(FAST.multipliedBy(2), step);
        int before = bench.kubelets.asks().size();

        bench.pass(FAST.multipliedBy(resolutions), step);

        List<Ask> asks = bench.kubelets.asks();
        assertThat(asks.subList(before, asks.size()).stream()
                        .collect(Collectors.groupingBy(ask -> ask.target().node(), Collectors.counting())))
                .hasSize(nodes)
                .allSatisfy((node, count) -> assertThat(count).isEqualTo(resolutions));
    }

    @Test
    void loadOfThousandNodesIsFlatInEverySecond() {
        PoolBench bench = PoolBench.withConcurrency(2000);
        bench.discover(PoolBench.names(1000));
        bench.pass(FAST.multipliedBy(2), Duration.ofMillis(100));
        int before = bench.kubelets.asks().size();

        bench.pass(Duration.ofSeconds(60), Duration.ofMillis(100));

        List<Ask> asks = bench.kubelets.asks().subList(before, before + 4000);
        assertThat(asks.stream().collect(perSecond(ask -> true)).values())
                .allSatisfy(count -> assertThat(count).isBetween(35L, 160L));
        assertThat(asks.stream()
                        .collect(perSecond(ask -> ask.lane() == Lane.FULL))
                        .values())
                .allSatisfy(count -> assertThat(count).isBetween(3L, 50L));
    }

    @Property(tries = 400)
    void nothingLeaksWhateverHappens(@ForAll @Size(max = 60) List<@From("events") Event> events) {
        PoolBench bench = PoolBench.withConcurrency(CONCURRENCY);
        Set<String> present = new TreeSet<>();

        for (Event event : events) {
            happen(event, bench, present);
            assertThat(bench.kubelets.open()).hasSizeLessThanOrEqualTo(CONCURRENCY);
            assertThat(openLanes(bench)).doesNotHaveDuplicates();
            assertThat(bench.pool.freePermits())
                    .isEqualTo(CONCURRENCY - bench.kubelets.open().size());
            assertThat(bench.sink.last().keySet()).isSubsetOf(present);
        }

        bench.pool.close();
        assertThat(bench.pool.freePermits()).isEqualTo(CONCURRENCY);
        assertThat(bench.observer.count("started")).isEqualTo(bench.observer.count("ended"));
        assertThat(bench.pool.statuses())
                .extracting(status -> status.target().node())
                .containsExactlyElementsOf(present);
        assertThat(bench.pool.faults()).isZero();
    }

    @Property(tries = 100)
    void everyNodeThatAnswersIsFreshInTheEnd(@ForAll @Size(max = 40) List<@From("events") Event> events) {
        PoolBench bench = PoolBench.withConcurrency(CONCURRENCY);
        Set<String> present = new TreeSet<>();
        events.forEach(event -> happen(event, bench, present));

        PoolBench.names(6).forEach(bench.kubelets::answers);
        bench.kubelets.open().forEach(Ask::complete);
        bench.pass(ScrapeGuard.LONGEST_REST.plus(FAST.multipliedBy(2)), Duration.ofMillis(500));

        assertThat(bench.pool.coverage().fresh()).isEqualTo(present.size());
        assertThat(bench.sink.last().keySet()).isEqualTo(present);
    }

    @Provide
    Arbitrary<Event> events() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.of(PoolBench.names(6)),
                        Arbitraries.integers().between(1, 20))
                .as(Event::new);
    }

    private static void happen(Event event, PoolBench bench, Set<String> present) {
        switch (event.kind) {
            case COMES -> present.add(event.node);
            case GOES -> present.remove(event.node);
            case ANSWERS -> bench.kubelets.answers(event.node);
            case FAILS -> bench.kubelets.fails(event.node, Reason.CONNECT, "refused");
            case HANGS -> bench.kubelets.hangs(event.node);
            case OPEN_ASKS_COMPLETE -> bench.kubelets.open().forEach(Ask::complete);
            case OPEN_ASKS_FAIL -> bench.kubelets.open().forEach(ask -> ask.fail(Reason.PARSE, "rubbish"));
            case TIME_PASSES -> bench.pass(Duration.ofSeconds(event.seconds), Duration.ofMillis(500));
        }
        bench.discover(List.copyOf(present));
        bench.pool.runDue();
    }

    private static List<String> openLanes(PoolBench bench) {
        return bench.kubelets.open().stream()
                .map(ask -> ask.target().node() + ask.lane())
                .toList();
    }

    private static Collector<Ask, ?, Map<Long, Long>> perSecond(Predicate<Ask> counted) {
        return Collectors.filtering(counted, Collectors.groupingBy(ask -> second(ask.at()), Collectors.counting()));
    }

    private static long second(Instant time) {
        return time.minusNanos(1).getEpochSecond();
    }

    /** Kinds of events in the life of a pool. */
    enum Kind {
        COMES,
        GOES,
        ANSWERS,
        FAILS,
        HANGS,
        OPEN_ASKS_COMPLETE,
        OPEN_ASKS_FAIL,
        TIME_PASSES
    }

    /** An event. */
    record Event(Kind kind, String node, int seconds) {}
}
