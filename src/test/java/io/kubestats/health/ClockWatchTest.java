package io.kubestats.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.health.HealthCheck.Result;
import io.kubestats.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockWatchTest {
    private final ManualClock clock = ManualClock.at(Instant.parse("2026-03-04T12:00:00Z"));
    private final ClockWatch watch = new ClockWatch("kubelet-clocks", clock);

    @ParameterizedTest
    @ValueSource(strings = {"Wed, 04 Mar 2026 11:59:00 GMT", "Wed, 04 Mar 2026 12:01:00 GMT", "yesterday", ""})
    void hasNothingToSayOfSmallDifferencesAndOfWhatIsNoDate(String date) {
        watch.read("node-a", date);
        watch.read("node-b", null);

        assertThat(watch.check()).isEqualTo(new Result.Ok());
    }

    @Test
    void namesEachClockThatDiffersAndByHowMuch() {
        watch.read("node-b", "Wed, 04 Mar 2026 11:00:00 GMT");
        watch.read("node-a", "Wed, 04 Mar 2026 13:00:00 GMT");
        watch.read("node-c", "Wed, 04 Mar 2026 12:00:01 GMT");

        assertThat(watch.check())
                .isEqualTo(new Result.Warned("differing from ours: node-a (3600 s ahead), node-b (3600 s behind);"
                        + " set it there or here (NTP)"));
    }

    @Test
    void hasNothingToSayOnceTheClockIsSetOrOurs() {
        watch.read("node-a", "Wed, 04 Mar 2026 13:00:00 GMT");

        clock.advance(Duration.ofHours(1));
        watch.read("node-a", "Wed, 04 Mar 2026 13:00:00 GMT");

        assertThat(watch.check()).isEqualTo(new Result.Ok());
    }

    @Test
    void forgetsThoseThatAnswerNoMore() {
        watch.read("node-a", "Wed, 04 Mar 2026 13:00:00 GMT");

        clock.advance(Duration.ofMinutes(16));

        assertThat(watch.check()).isEqualTo(new Result.Ok());
    }
}
