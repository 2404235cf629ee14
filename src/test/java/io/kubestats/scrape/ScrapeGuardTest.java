package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.kubestats.config.ScrapeConfig;
import io.kubestats.kubelet.KubeletException;
import io.kubestats.kubelet.KubeletException.Reason;
import io.kubestats.model.Lane;
import io.kubestats.testing.FakeKubeletClient;
import io.kubestats.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScrapeGuardTest {
    private final ManualClock clock = ManualClock.at(Instant.EPOCH);
    private final ScrapeGuard guard =
            new ScrapeGuard(ScrapeConfig.defaults(), ScrapeClock.anchored(clock, clock::nanos));
    private final CircuitBreaker breaker = guard.newBreaker("node-a");

    @Test
    void attemptsThatWeCancelledDoNotOpenTheBreaker() {
        repeat(10, failed(Reason.CANCELLED));

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void cancelledProbeLeavesRoomForTheNext() {
        repeat(4, failed(Reason.CONNECT));
        clock.advance(Duration.ofSeconds(31));

        boolean first = breaker.tryAcquirePermission();
        ScrapeGuard.report(breaker, failed(Reason.CANCELLED));

        assertThat(first).isTrue();
        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(breaker.tryAcquirePermission()).isFalse();
    }

    @Test
    void oneSuccessAmongFailuresKeepsTheBreakerClosed() {
        for (int i = 0; i < 5; i++) {
            repeat(3, failed(Reason.TIMEOUT));
            repeat(1, new ScrapeResult.Stored(FakeKubeletClient.emptyBatch("node-a", Lane.FAST), 2, Duration.ZERO));
        }

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void restsDoubleFromTwoResolutionsToTwoMinutes() {
        List<Long> rests = new ArrayList<>();
        repeat(4, failed(Reason.CONNECT));

        for (int i = 0; i < 5; i++) {
            rests.add(secondsUntilProbe());
            ScrapeGuard.report(breaker, failed(Reason.CONNECT));
        }

        assertThat(rests).containsExactly(31L, 61L, 121L, 121L, 121L);
    }

    private long secondsUntilProbe() {
        long seconds = 0;
        while (!breaker.tryAcquirePermission() && seconds < 1000) {
            clock.advance(Duration.ofSeconds(1));
            seconds++;
        }
        return seconds;
    }

    private void repeat(int times, ScrapeResult result) {
        for (int i = 0; i < times; i++) {
            assertThat(breaker.tryAcquirePermission()).isTrue();
            ScrapeGuard.report(breaker, result);
        }
    }

    private static ScrapeResult failed(Reason reason) {
        return new ScrapeResult.Failed(new KubeletException(reason, "no", null), Duration.ZERO);
    }
}
