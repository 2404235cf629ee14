package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.health.HealthCheck.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScrapeChecksTest {
    @Test
    void schedulerIsWellUntilTheLimit() {
        Duration limit = Duration.ofSeconds(30);

        Result atLimit = new SchedulerTurningCheck(() -> limit, limit).check();
        Result past = new SchedulerTurningCheck(() -> Duration.ofSeconds(45), limit).check();

        assertThat(atLimit).isEqualTo(new Result.Ok());
        assertThat(past).isEqualTo(new Result.Failed("the scheduler last turned 45 s ago; the limit is 30 s"));
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
                .isEqualTo(new Result.Failed("none of 3 nodes answered lately; node-a: connection refused"));
    }

    @Test
    void nodesWithoutStatisticsAreARemark() {
        assertThat(check(3, 0, 0, 0, "virtual-1", "virtual-2"))
                .isEqualTo(new Result.Warned("without statistics, and left alone: virtual-1, virtual-2;"
                        + " --node-selector leaves them out"));
        assertThat(check(0, 0, 0, 0, "g", "f", "e", "d", "c", "b", "a"))
                .isEqualTo(new Result.Warned("without statistics, and left alone: a, b, c, d, e and 2 more;"
                        + " --node-selector leaves them out"));
        assertThat(check(0, 2, 1, 0, "virtual-1"))
                .isEqualTo(new Result.Failed("none of 3 nodes answered lately; node-a: connection refused"));
    }

    private static Result check(int fresh, int stale, int missing, int firstRound, String... withNothing) {
        return new NodesScrapedCheck(() -> new ScrapeCoverage(
                        fresh,
                        stale,
                        missing,
                        List.of(withNothing),
                        firstRound,
                        Optional.of("node-a: connection refused")))
                .check();
    }
}
