package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.ScrapeConfig;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.testing.FakeKubeletClient.Ask;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScrapePoolTest {
    private static final Duration FAST = ScrapeConfig.defaults().metricResolution();
    private static final Duration FULL = ScrapeConfig.defaults().fullResolution();

    @Test
    void asksNewNodesForEverythingAlmostAtOnce() {
        PoolBench bench = PoolBench.standard();

        bench.discover(PoolBench.names(100));
        bench.pass(Duration.ofMillis(200));

        assertThat(bench.kubelets.asks()).hasSize(100).allMatch(ask -> ask.lane() == Lane.FULL);
        assertThat(bench.sink.last()).hasSize(100);
    }

    @Test
    void asksOncePerResolutionAndForEverythingOncePerFullResolution() {
        PoolBench bench = PoolBench.standard();
        bench.discover("node-a");
        bench.pass(FAST.multipliedBy(2));
        int before = bench.kubelets.asks().size();

        bench.pass(FULL.multipliedBy(3));

        List<Ask> asks =
                bench.kubelets.asks().subList(before, bench.kubelets.asks().size());
        assertThat(asks).hasSize(12);
        assertThat(asks.stream().filter(ask -> ask.lane() == Lane.FULL)).hasSize(3);
    }

    @Test
    void keepsItsPlaceAfterRestart() {
        PoolBench first = PoolBench.startedAt(Instant.parse("2026-03-04T05:06:07Z"));
        PoolBench second = PoolBench.startedAt(Instant.parse("2026-03-05T07:08:09.870Z"));
        first.discover("node-a");
        second.discover("node-a");

        first.pass(FAST.multipliedBy(3));
        second.pass(FAST.multipliedBy(3));

        assertThat(phase(lastAsk(second))).isEqualTo(phase(lastAsk(first)));
    }

    @Test
    void doesNotAskAgainWithinHalfResolutionOfTheFirstAsk() {
        PoolBench bench = PoolBench.standard();
        bench.discover(PoolBench.names(200));
        bench.pass(FAST.multipliedBy(2));

        assertThat(PoolBench.names(200)).allSatisfy(node -> {
            List<Ask> asks = bench.kubelets.asks(node);
            assertThat(Duration.between(asks.get(0).at(), asks.get(1).at())).isGreaterThan(FAST.dividedBy(2));
        });
    }

    @Test
    void asksNodeOncePerLaneWhileTheAttemptBeforeIsInFlight() {
        ScrapeConfig slow = new ScrapeConfig(FAST, FAST, Duration.ofSeconds(60), 64, Duration.ofSeconds(60));
        PoolBench bench = new PoolBench(slow);
        bench.kubelets.hangs("node-a");
        bench.discover("node-a");

        bench.pass(FAST.multipliedBy(3));

        assertThat(bench.kubelets.asks()).extracting(Ask::lane).containsExactly(Lane.FULL, Lane.FAST);
        assertThat(bench.observer.outcomes("node-a")).isNotEmpty().containsOnly("still_in_flight");
    }

    @Test
    void fastLaneGoesOnWhileFullLaneHangs() {
        ScrapeConfig slow = new ScrapeConfig(FAST, FULL, Duration.ofSeconds(50), 64, Duration.ofSeconds(60));
        PoolBench bench = new PoolBench(slow);
        bench.kubelets.hangs("node-a");
        bench.discover("node-a");
        bench.pass(Duration.ofMillis(20));

        bench.kubelets.answers("node-a");
        bench.pass(FAST.multipliedBy(2));

        assertThat(bench.kubelets.open()).singleElement().matches(ask -> ask.lane() == Lane.FULL);
        assertThat(bench.sink.last()).containsKey("node-a");
    }

    @Test
    void givesUpAttemptsThatClientForgetsToEnd() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.hangs("node-a");
        bench.discover("node-a");

        bench.pass(Duration.ofSeconds(21));

        assertThat(bench.kubelets.asks("node-a").get(0).answer()).isCancelled();
        assertThat(bench.observer.calls()).contains("overdue node-a full");
        assertThat(bench.observer.outcomes("node-a")).startsWith("timeout");
        assertThat(bench.status("node-a").lane(Lane.FULL).lastFailure())
                .hasValueSatisfying(failure -> assertThat(failure.text()).contains("deadline"));
        assertThat(bench.pool.freePermits())
                .isEqualTo(64 - bench.kubelets.open().size());
    }

    @Test
    void asksNodeThatHasNoStatisticsOnceInTenMinutes() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.fails("virtual-1", Reason.UNSUPPORTED, "no statistics");
        bench.discover("node-a", "virtual-1");

        bench.pass(Duration.ofMinutes(21), Duration.ofSeconds(1));

        assertThat(bench.kubelets.asks("virtual-1")).hasSize(3);
        assertThat(bench.kubelets.asks("node-a")).hasSizeGreaterThan(80);
        assertThat(bench.status("virtual-1").hasNothing()).isTrue();
        assertThat(bench.pool.coverage().gaps().withNothing()).containsExactly("virtual-1");
        assertThat(bench.pool.coverage().expected()).isEqualTo(1);
        assertThat(bench.pool.coverage().firstFailure()).isEmpty();
    }

    @Test
    void scrapesNodeThatIsGivenStatisticsLater() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.fails("virtual-1", Reason.UNSUPPORTED, "no statistics");
        bench.discover("virtual-1");
        bench.pass(Duration.ofSeconds(1));
        bench.kubelets.answers("virtual-1");

        bench.pass(Duration.ofMinutes(11), Duration.ofSeconds(1));

        assertThat(bench.status("virtual-1").hasNothing()).isFalse();
        assertThat(bench.pool.coverage().fresh()).isEqualTo(1);
    }

    @Test
    void takesStatisticsThatGoAwayForAnOutage() {
        PoolBench bench = PoolBench.standard();
        bench.discover("node-a");
        bench.pass(Duration.ofSeconds(1));
        bench.kubelets.fails("node-a", Reason.UNSUPPORTED, "no statistics");

        bench.pass(Duration.ofMinutes(2), Duration.ofSeconds(1));

        assertThat(bench.status("node-a").hasNothing()).isFalse();
        assertThat(bench.pool.coverage().firstFailure()).hasValue("node-a: no statistics");
    }

    @Test
    void nodesThatFindNoPermitWaitInLineAndAreAskedAsPermitsComeFree() {
        PoolBench bench = PoolBench.withConcurrency(2);
        PoolBench.names(5).forEach(bench.kubelets::hangs);
        bench.discover(PoolBench.names(5));
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.kubelets.open()).hasSize(2);

        bench.kubelets.open().forEach(Ask::complete);
        bench.pool.runDue();

        assertThat(bench.kubelets.open()).hasSize(2);
        assertThat(bench.kubelets.asks()).hasSize(4);
        assertThat(bench.observer.count("ended")).isEqualTo(2);
    }

    @Test
    void skipsWhatStillWaitsWhenTheNextDueTimeComesAndKeepsItsPlaceInLine() {
        PoolBench bench = PoolBench.withConcurrency(1);
        bench.kubelets.hangs("node-a");
        bench.kubelets.hangs("node-b");
        bench.discover("node-a");
        bench.pass(PoolBench.STEP);
        bench.discover("node-a", "node-b");

        for (int i = 0; i < 6; i++) {
            bench.pass(Duration.ofSeconds(5));
            bench.kubelets.open().forEach(Ask::complete);
        }

        assertThat(bench.kubelets.asks("node-b")).isNotEmpty();
        assertThat(bench.observer.count("started"))
                .isEqualTo(bench.observer.count("ended") + bench.kubelets.open().size());
    }

    @Test
    void overloadedPoolServesEveryNodeInTurn() {
        PoolBench bench = PoolBench.withConcurrency(1);
        List<String> nodes = PoolBench.names(10);
        nodes.forEach(bench.kubelets::hangs);
        bench.discover(nodes);

        for (int i = 0; i < 60; i++) {
            bench.pass(Duration.ofSeconds(3), Duration.ofMillis(100));
            bench.kubelets.open().forEach(Ask::complete);
        }

        assertThat(nodes)
                .allSatisfy(node -> assertThat(bench.kubelets.asks(node)).hasSizeBetween(5, 7));
        assertThat(bench.observer.calls()).anyMatch(call -> call.endsWith("bulkhead_full"));
    }

    @Test
    void leavesNodeAloneAfterFourFailuresAndTriesItNowAndThen() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.fails("node-a", Reason.CONNECT, "refused");
        bench.discover("node-a");

        bench.pass(FAST.multipliedBy(4));
        int untilOpen = bench.kubelets.asks().size();
        bench.pass(Duration.ofMinutes(30), Duration.ofMillis(100));

        assertThat(untilOpen).isBetween(4, 6);
        assertThat(bench.status("node-a").isLeftAlone()).isTrue();
        assertThat(bench.kubelets.asks().size() - untilOpen).isBetween(20, 32);
        assertThat(bench.observer.outcomes("node-a")).contains("breaker_open", "connect");
    }

    @Test
    void nodeThatComesBackIsAskedWithinTheLongestRest() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.fails("node-a", Reason.CONNECT, "refused");
        bench.discover("node-a");
        bench.pass(Duration.ofHours(1), Duration.ofSeconds(1));

        bench.kubelets.answers("node-a");
        bench.pass(ScrapeGuard.LONGEST_REST.plus(FAST));
        bench.pass(FAST.multipliedBy(2));

        TargetStatus status = bench.status("node-a");
        assertThat(status.isLeftAlone()).isFalse();
        assertThat(status.lane(Lane.FAST)).isEqualTo(new LaneStatus(true, 0, Optional.empty(), "closed"));
        assertThat(bench.observer.outcomes("node-a")).endsWith("success", "success");
    }

    @Test
    void restGrowsAnewAfterNodeWasWell() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.fails("node-a", Reason.CONNECT, "refused");
        bench.discover("node-a");
        bench.pass(Duration.ofMinutes(10), Duration.ofSeconds(1));
        bench.kubelets.answers("node-a");
        bench.pass(Duration.ofMinutes(4), Duration.ofSeconds(1));
        bench.kubelets.fails("node-a", Reason.CONNECT, "refused");
        bench.pass(FAST.multipliedBy(5), Duration.ofSeconds(1));
        int before = bench.kubelets.asks().size();

        bench.pass(FAST.multipliedBy(3), Duration.ofSeconds(1));

        assertThat(bench.kubelets.asks().size()).isGreaterThan(before);
    }

    @Test
    void keepsWhatIsStoredWhenScrapeFails() {
        PoolBench bench = PoolBench.standard();
        bench.discover("node-a");
        bench.pass(PoolBench.STEP);
        Instant success = bench.status("node-a").lastSuccess().orElseThrow();

        bench.kubelets.fails("node-a", Reason.PARSE, "not JSON\n at 12");
        bench.pass(FAST.multipliedBy(2));

        TargetStatus status = bench.status("node-a");
        assertThat(bench.sink.last()).containsKey("node-a");
        assertThat(status.lastSuccess()).hasValue(success);
        assertThat(status.lane(Lane.FAST).failuresInARow()).isPositive();
        assertThat(status.lane(Lane.FAST).lastFailure()).hasValue(new LaneFailure(Reason.PARSE, "not JSON  at 12"));
    }

    @Test
    void forgetsNodeThatIsGoneAndStoresNoLateAnswer() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.hangs("node-a");
        bench.discover("node-a", "node-b");
        bench.pass(Duration.ofSeconds(1));
        Ask ask = bench.kubelets.asks("node-a").get(0);

        bench.discover("node-b");
        boolean late = ask.complete();
        bench.pass(FAST.multipliedBy(2));

        assertThat(late).isFalse();
        assertThat(ask.answer()).isCancelled();
        assertThat(bench.sink.events()).contains("forget node-a").doesNotContain("accept node-a");
        assertThat(bench.observer.calls())
                .containsSubsequence("started node-a full", "ended node-a full cancelled", "forgot node-a");
        assertThat(bench.kubelets.asks("node-a")).hasSize(1);
        assertThat(bench.pool.statuses())
                .extracting(status -> status.target().node())
                .containsExactly("node-b");
        assertThat(bench.pool.freePermits()).isEqualTo(64);
    }

    @Test
    void dropsGoneNodeFromTheLine() {
        PoolBench bench = PoolBench.withConcurrency(1);
        bench.kubelets.hangs("node-a");
        bench.discover("node-a");
        bench.pass(PoolBench.STEP);
        bench.discover("node-a", "node-b");
        bench.pass(PoolBench.STEP);

        bench.discover("node-a");
        bench.kubelets.open().forEach(Ask::complete);
        bench.pass(FAST);

        assertThat(bench.kubelets.asks("node-b")).isEmpty();
        assertThat(bench.observer.outcomes("node-b")).containsExactly("bulkhead_full");
    }

    @Test
    void newEndpointTakesOverAndSeriesStay() {
        PoolBench bench = PoolBench.standard();
        bench.discover("node-a");
        bench.pass(PoolBench.STEP);
        Instant success = bench.status("node-a").lastSuccess().orElseThrow();
        bench.kubelets.hangs("node-a");
        bench.passUntil(() -> !bench.kubelets.open().isEmpty());
        Ask old = bench.kubelets.open().get(0);

        KubeletTarget moved = new KubeletTarget("node-a", URI.create("https://10.0.0.9:10250"));
        bench.discoverTargets(List.of(moved));
        bench.pass(PoolBench.STEP);

        assertThat(old.answer()).isCancelled();
        assertThat(bench.kubelets.open())
                .singleElement()
                .matches(ask -> ask.target().equals(moved));
        assertThat(bench.sink.events()).doesNotContain("forget node-a");
        assertThat(bench.observer.calls()).doesNotContain("forgot node-a");
        assertThat(bench.status("node-a").lastSuccess()).hasValue(success);
    }

    @Test
    void unchangedTargetsGoOnUndisturbed() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.hangs("node-a");
        bench.discover("node-a");
        bench.pass(PoolBench.STEP);

        bench.discover("node-b", "node-a");
        bench.pass(PoolBench.STEP);

        assertThat(bench.kubelets.asks("node-a")).hasSize(1);
        assertThat(bench.kubelets.open()).hasSize(1);
    }

    @Test
    void clientThatThrowsEndsInResultAndCountsAsFault() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.breaks("node-a", new IllegalStateException("defect"));
        bench.discover("node-a", "node-b");

        bench.pass(FAST.multipliedBy(2));

        assertThat(bench.pool.faults()).isPositive();
        assertThat(bench.observer.outcomes("node-a")).isNotEmpty().containsOnly("connect");
        assertThat(bench.observer.outcomes("node-b")).isNotEmpty().containsOnly("success");
        assertThat(bench.pool.freePermits()).isEqualTo(64);
    }

    @Test
    void servesSlotsThatPassedUnseenByOneFullAskAndCountsThem() {
        PoolBench bench = PoolBench.standard();
        bench.discover(PoolBench.names(20));
        bench.pass(FAST.multipliedBy(2));
        int before = bench.kubelets.asks().size();

        bench.clock.advance(FULL);
        bench.pool.runDue();

        List<Ask> asks = bench.kubelets.asks();
        assertThat(asks.subList(before, asks.size())).hasSize(20).allMatch(ask -> ask.lane() == Lane.FULL);
        assertThat(bench.pool.missedSlots()).isEqualTo(20 * 3);
    }

    @Test
    void fullScrapeThatFoundNoPermitIsMadeUpForBeforeAnyFastOne() {
        PoolBench bench = PoolBench.withConcurrency(1);
        List<String> nodes = PoolBench.names(10);
        nodes.forEach(bench.kubelets::hangs);
        bench.discover(nodes);

        for (int i = 0; i < 10; i++) {
            bench.pass(Duration.ofSeconds(6));
            bench.kubelets.open().forEach(Ask::complete);
        }

        assertThat(bench.observer.calls()).anyMatch(call -> call.endsWith("full bulkhead_full"));
        assertThat(nodes)
                .allSatisfy(node ->
                        assertThat(bench.kubelets.asks(node).get(0).lane()).isEqualTo(Lane.FULL));
    }

    @Test
    void closedPoolCancelsWhatIsInFlightKeepsWhatIsStoredAndAsksNoMore() {
        PoolBench bench = PoolBench.withConcurrency(2);
        bench.kubelets.hangs("node-b");
        bench.kubelets.hangs("node-c");
        bench.discover("node-a", "node-b", "node-c", "node-d");
        bench.pass(FAST);

        bench.pool.close();
        bench.pool.close();
        int asked = bench.kubelets.asks().size();
        bench.discover("node-e");
        bench.pass(FAST);

        assertThat(bench.kubelets.open()).isEmpty();
        assertThat(bench.kubelets.asks()).hasSize(asked);
        assertThat(bench.sink.last()).containsKey("node-a");
        assertThat(bench.observer.count("started")).isEqualTo(bench.observer.count("ended"));
        assertThat(bench.pool.freePermits()).isEqualTo(2);
    }

    @Test
    void coverageTellsFreshStaleAndMissingApart() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.fails("node-c", Reason.TIMEOUT, "no answer");
        bench.discover("node-a", "node-b", "node-c");
        bench.pass(Duration.ofSeconds(1));
        bench.kubelets.fails("node-b", Reason.TIMEOUT, "no answer in 10 s");

        bench.pass(Duration.ofSeconds(100));

        assertThat(bench.pool.coverage()).satisfies(coverage -> {
            assertThat(coverage.fresh()).isEqualTo(1);
            assertThat(coverage.stale()).isEqualTo(1);
            assertThat(coverage.missing()).isEqualTo(1);
            assertThat(coverage.expected()).isEqualTo(3);
            assertThat(coverage.firstFailure()).hasValue("node-b: no answer in 10 s");
        });
    }

    @Test
    void firstRoundIsTheFirstListAloneAndEndsWhenAllOfItWasTried() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.hangs("node-b");
        bench.discover("node-a", "node-b");
        int untried = bench.pool.coverage().firstRound();
        bench.pass(Duration.ofSeconds(1));
        int oneTried = bench.pool.coverage().firstRound();

        bench.kubelets.open().forEach(ask -> ask.fail(Reason.CONNECT, "refused"));
        bench.kubelets.hangs("node-c");
        bench.discover("node-a", "node-b", "node-c");
        bench.pass(Duration.ofSeconds(1));

        assertThat(untried).isEqualTo(2);
        assertThat(oneTried).isEqualTo(1);
        assertThat(bench.pool.coverage().firstRound()).isZero();
    }

    @Test
    void nodeThatGoesUntriedIsNotWaitedForInTheFirstRound() {
        PoolBench bench = PoolBench.standard();
        bench.kubelets.hangs("node-b");
        bench.discover("node-a", "node-b");

        bench.discover("node-a");
        bench.pass(Duration.ofSeconds(1));

        assertThat(bench.pool.coverage().firstRound()).isZero();
    }

    private static Instant lastAsk(PoolBench bench) {
        List<Ask> asks = bench.kubelets.asks();
        return asks.get(asks.size() - 1).at();
    }

    private static long phase(Instant time) {
        return time.toEpochMilli() % FAST.toMillis();
    }
}
