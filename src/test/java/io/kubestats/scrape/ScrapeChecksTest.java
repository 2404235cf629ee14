package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.health.HealthCheck.Result;
import io.kubestats.scrape.ScrapeCoverage.Gaps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScrapeChecksTest {
    @Test
    void schedulerIsWellUntilTheLimit() {
        Duration limit = Duration.ofSeconds(30);

        Result atLimit = new SchedulerTurningCheck(() -> limit, limit).check();
        Result past = new SchedulerTurningCheck(() -> Duration.ofSeconds(45), limit).check();

        assertThat(atLimit).isEqualTo(new Result.Ok());
        assertThat(past).isEqualTo(new Result.Failed("the scheduler last ran 45 s ago; the limit is 30 s"));
    }

    @Test
    void nodesAreWellIfThereAreNone() {
        assertThat(check(0, 0, 0, 0)).isEqualTo(new Result.Ok());
    }

    @Test
    void firstRoundMustHaveBeenTried() {
        assertThat(check(3, 0, 17, 12))
                .isEqualTo(new Result.Failed("12 of 20 nodes have not been tried yet, 3 answered"));
    }

    @Test
    void deadKubeletDoesNotMakeUnready() {
        assertThat(check(1, 9, 10, 0)).isEqualTo(new Result.Ok());
    }

    @Test
    void noFreshNodeMakesUnreadyAndSaysWhy() {
        assertThat(check(0, 2, 1, 0))
                .isEqualTo(new Result.Failed("none of 3 nodes answered recently; node-a: connection refused"));
    }

    @Test
    void nodesWithoutStatisticsAreARemark() {
        assertThat(check(3, 0, 0, 0, "virtual-1", "virtual-2"))
                .isEqualTo(new Result.Warned(
                        "without statistics, not scraped: virtual-1, virtual-2;" + " --node-selector leaves them out"));
        assertThat(check(0, 0, 0, 0, "g", "f", "e", "d", "c", "b", "a"))
                .isEqualTo(new Result.Warned("without statistics, not scraped: a, b, c, d, e and 2 more;"
                        + " --node-selector leaves them out"));
        assertThat(check(0, 2, 1, 0, "virtual-1"))
                .isEqualTo(new Result.Failed("none of 3 nodes answered recently; node-a: connection refused"));
    }

    @Test
    void lanesThatFailAndNodesThatAreDownAreRemarks() {
        Gaps gaps = new Gaps(
                List.of(),
                List.of("b", "c"),
                List.of("node dead: the kubelet there says that it is node new"),
                List.of("d", "e"),
                Optional.of("the kubelet answered 500"),
                List.of("f"));

        assertThat(new NodesScrapedCheck(() -> new ScrapeCoverage(3, 2, 1, 0, Optional.empty(), gaps)).check())
                .isEqualTo(
                        new Result.Warned("another node answers: node dead: the kubelet there says that it is node new;"
                                + " cannot be scraped: b, c;"
                                + " the full lane fails (no storage, network, pressure): d, e (the kubelet answered"
                                + " 500);"
                                + " the fast lane fails (CPU and memory come with full answers only): f"));
    }

    private static Result check(int fresh, int stale, int missing, int firstRound, String... withNothing) {
        Gaps gaps = new Gaps(
                Stream.of(withNothing).sorted().toList(), List.of(), List.of(), List.of(), Optional.empty(), List.of());
        return new NodesScrapedCheck(() -> new ScrapeCoverage(
                        fresh, stale, missing, firstRound, Optional.of("node-a: connection refused"), gaps))
                .check();
    }
}
