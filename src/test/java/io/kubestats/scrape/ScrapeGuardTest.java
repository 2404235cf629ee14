package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.ScrapeConfig;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
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
    private final TargetBreaker breaker = guard.newBreaker("node-a", Lane.FAST);

    @Test
    void attemptsThatWeCancelledDoNotOpenTheBreaker() {
        repeat(10, failed(Reason.CANCELLED));

        assertThat(breaker.state()).isEqualTo("closed");
    }

    @Test
    void cancelledProbeLeavesRoomForTheNext() {
        repeat(4, failed(Reason.CONNECT));
        clock.advance(Duration.ofSeconds(31));

        boolean first = breaker.tryAcquirePermission();
        breaker.report(failed(Reason.CANCELLED));

        assertThat(first).isTrue();
        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(breaker.tryAcquirePermission()).isFalse();
    }

    @Test
    void oneSuccessAmongFailuresKeepsTheBreakerClosed() {
        for (int i = 0; i < 5; i++) {
            repeat(3, failed(Reason.TIMEOUT));
            repeat(1, stored());
        }

        assertThat(breaker.state()).isEqualTo("closed");
    }

    @Test
    void successOfAProbeClosesTheBreakerAndFourMoreFailuresOpenItForTheFirstRest() {
        repeat(4, failed(Reason.CONNECT));
        for (int i = 0; i < 2; i++) {
            secondsUntilProbe();
            breaker.report(failed(Reason.CONNECT));
        }
        secondsUntilProbe();

        breaker.report(stored());

        assertThat(breaker.state()).isEqualTo("closed");
        repeat(4, failed(Reason.CONNECT));
        assertThat(breaker.state()).isEqualTo("open");
        assertThat(secondsUntilProbe()).isEqualTo(31);
    }

    @Test
    void targetWithNothingRestsForTenMinutes() {
        repeat(1, failed(Reason.UNSUPPORTED));

        breaker.letRest();

        assertThat(secondsUntilProbe()).isEqualTo(TargetBreaker.REST_WITH_NOTHING.toSeconds() + 1);
    }

    @Test
    void restsDoubleFromTwoResolutionsToTwoMinutes() {
        List<Long> rests = new ArrayList<>();
        repeat(4, failed(Reason.CONNECT));

        for (int i = 0; i < 5; i++) {
            rests.add(secondsUntilProbe());
            breaker.report(failed(Reason.CONNECT));
        }

        assertThat(rests).containsExactly(31L, 61L, 121L, 121L, 121L);
    }

    @Test
    void fullLaneRestsForTwoOfItsOwnPeriods() {
        TargetBreaker full = guard.newBreaker("node-a", Lane.FULL);
        for (int i = 0; i < 4; i++) {
            full.report(new ScrapeResult.Partial(
                    FakeKubeletClient.emptyBatch("node-a", Lane.FAST),
                    2,
                    new KubeletException(Reason.HTTP_ERROR, "500", null),
                    Duration.ZERO));
        }

        clock.advance(Duration.ofSeconds(119));
        boolean early = full.tryAcquirePermission();
        clock.advance(Duration.ofSeconds(2));

        assertThat(early).isFalse();
        assertThat(full.tryAcquirePermission()).isTrue();
        assertThat(breaker.state()).isEqualTo("closed");
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
            breaker.report(result);
        }
    }

    private static ScrapeResult stored() {
        return new ScrapeResult.Stored(FakeKubeletClient.emptyBatch("node-a", Lane.FAST), 2, Duration.ZERO);
    }

    private static ScrapeResult failed(Reason reason) {
        return new ScrapeResult.Failed(new KubeletException(reason, "no", null), Duration.ZERO);
    }
}
