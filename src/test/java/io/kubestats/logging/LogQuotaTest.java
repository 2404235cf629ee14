package io.kubestats.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogQuotaTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualClock clock = ManualClock.at(Instant.EPOCH);
    private final LogQuota quota = new LogQuota(MINUTE, 3, clock::nanos);

    @Test
    void admitsOneEventOfAKindInAnIntervalAndCountsTheOthers() {
        assertThat(quota.admit("a")).hasValue(0);
        assertThat(quota.admit("a")).isEmpty();
        assertThat(quota.admit("b")).hasValue(0);
        clock.advance(MINUTE.minusNanos(1));
        assertThat(quota.admit("a")).isEmpty();
        clock.advance(Duration.ofNanos(1));

        assertThat(quota.admit("a")).hasValue(2);
        assertThat(quota.admit("a")).isEmpty();
    }

    @Test
    void reportsWhatWasLeftOutWhenNoFurtherEventComes() {
        quota.admit("a");
        quota.admit("a");
        quota.admit("b");
        List<String> reports = new ArrayList<>();
        quota.flush((kind, leftOut) -> reports.add(kind + " " + leftOut));
        assertThat(reports).isEmpty();

        clock.advance(MINUTE);
        quota.flush((kind, leftOut) -> reports.add(kind + " " + leftOut));
        quota.flush((kind, leftOut) -> reports.add(kind + " " + leftOut));

        assertThat(reports).containsExactly("a 1");
        assertThat(quota.admit("a")).isEmpty();
    }

    @Test
    void sharesOneQuotaAmongAllKindsBeyondItsBound() {
        for (int i = 0; i < 3; i++) {
            assertThat(quota.admit("kind " + i)).hasValue(0);
        }
        assertThat(quota.admit("kind 3")).hasValue(0);
        for (int i = 4; i < 10_000; i++) {
            assertThat(quota.admit("kind " + i)).isEmpty();
        }
        clock.advance(MINUTE);
        assertThat(quota.admit("kind 99999")).hasValue(9_996);
    }
}
