package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.ScrapeConfig;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.testing.FakeKubeletClient.Ask;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of nodes with one failing lane: the other lane continues, and the health of both is stable. */
class LaneHealthTest {
    private static final Duration FAST = ScrapeConfig.defaults().metricResolution();
    private static final Duration FULL = ScrapeConfig.defaults().fullResolution();
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final PoolBench bench = PoolBench.standard();

    @Test
    void failingSummaryIsAFailureOfTheFullLaneAlone() {
        bench.kubelets.failsItsSummary("node-a", Reason.HTTP_ERROR, "the kubelet answered 500");
        bench.discover("node-a");
        bench.pass(FAST.plus(SECOND), SECOND);

        for (int i = 0; i < 300; i++) {
            bench.pass(SECOND, SECOND);
            TargetStatus status = bench.status("node-a");
            assertThat(status.isGood()).isTrue();
            assertThat(status.lane(Lane.FAST).isGood()).isTrue();
            assertThat(status.lane(Lane.FULL).isGood()).isFalse();
        }

        assertThat(bench.pool.coverage().gaps().withoutFull()).containsExactly("node-a");
        assertThat(bench.pool.coverage().gaps().fullFailure()).hasValue("the kubelet answered 500");
        assertThat(bench.observer.outcomes("node-a")).contains("http_error", "success");
    }

    @Test
    void failingSummaryKeepsSamplesNoOlderThanOneResolution() {
        bench.kubelets.failsItsSummary("node-a", Reason.HTTP_ERROR, "500");
        bench.discover("node-a");
        bench.pass(FULL, SECOND);

        bench.pass(Duration.ofMinutes(10), SECOND);

        List<Ask> asks = bench.kubelets.asks("node-a");
        for (int i = 2; i < asks.size(); i++) {
            assertThat(Duration.between(asks.get(i - 1).at(), asks.get(i).at())).isLessThanOrEqualTo(FAST.plus(SECOND));
        }
    }

    /** Fast attempts replace the full attempts that the circuit breaker of the full lane skips. */
    @Test
    void restOfTheFullLaneLeavesTheFastLaneAtWork() {
        bench.kubelets.failsIn(Lane.FULL, "node-a", Reason.TIMEOUT, "no answer");
        bench.discover("node-a");
        bench.pass(FULL.multipliedBy(10), SECOND);
        int before = bench.kubelets.asks("node-a").size();

        bench.pass(FULL.multipliedBy(4), SECOND);

        List<Ask> asks = bench.kubelets.asks("node-a");
        assertThat(asks.subList(before, asks.size())).hasSizeBetween(15, 17);
        assertThat(asks.subList(before, asks.size()).stream().filter(ask -> ask.lane() == Lane.FULL))
                .hasSizeBetween(1, 2);
        assertThat(bench.status("node-a").lane(Lane.FULL).breaker()).isNotEqualTo("closed");
        assertThat(bench.status("node-a").isLeftAlone()).isFalse();
    }

    @Test
    void restOfTheFastLaneLeavesTheFullLaneAtWork() {
        bench.kubelets.failsIn(Lane.FAST, "node-a", Reason.HTTP_ERROR, "500");
        bench.discover("node-a");
        bench.pass(FULL.multipliedBy(10), SECOND);

        assertThat(bench.kubelets.asks("node-a").stream().filter(ask -> ask.lane() == Lane.FULL))
                .hasSizeBetween(10, 12);
        assertThat(bench.status("node-a").isGood()).isTrue();
        assertThat(bench.pool.coverage().gaps().withoutFast()).containsExactly("node-a");
        assertThat(bench.pool.coverage().fresh()).isOne();
    }

    @Test
    void lanesRecoverOnTheirOwn() {
        bench.kubelets.failsItsSummary("node-a", Reason.HTTP_ERROR, "500");
        bench.discover("node-a");
        bench.pass(FULL.multipliedBy(10), SECOND);
        bench.kubelets.answers("node-a");

        bench.pass(FULL.multipliedBy(4), SECOND);

        assertThat(bench.status("node-a").lane(Lane.FULL).isGood()).isTrue();
        assertThat(bench.pool.coverage().gaps()).isEqualTo(ScrapeCoverage.Gaps.NONE);
    }

    @Test
    void nodeAtWhoseAddressAnotherAnswersIsNamedWithIt() {
        bench.kubelets.fails("dead", Reason.WRONG_NODE, "node dead: the kubelet there says that it is node new");
        bench.discover("dead", "new");

        bench.pass(FAST.multipliedBy(2), SECOND);

        assertThat(bench.pool.coverage().gaps().mistaken())
                .containsExactly("node dead: the kubelet there says that it is node new");
        assertThat(bench.pool.coverage().gaps().down()).isEmpty();
        assertThat(bench.observer.outcomes("dead")).containsOnly("wrong_node");
    }

    @Test
    void clientKnowsAllTargetsBeforeItIsAsked() {
        List<KubeletTarget> targets = List.of(PoolBench.target("node-a"), PoolBench.target("node-b"));

        bench.discoverTargets(targets);

        assertThat(bench.kubelets.targets()).containsExactlyElementsOf(targets);
    }
}
