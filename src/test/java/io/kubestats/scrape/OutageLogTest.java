package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import io.kubestats.config.ScrapeConfig;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.Lane;
import io.kubestats.testing.FakeKubeletClient;
import io.kubestats.testing.ScrapeLogCapture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class OutageLogTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final ScrapeResult.Failed REFUSED = failed(Reason.CONNECT, "refused");
    private static final ScrapeResult.Failed ERROR = failed(Reason.HTTP_ERROR, "500");
    private static final ScrapeResult.Failed NOTHING = failed(Reason.UNSUPPORTED, "nothing");
    private static final ScrapeResult.Stored STORED =
            new ScrapeResult.Stored(FakeKubeletClient.emptyBatch("node-a", Lane.FAST), 2, Duration.ofMillis(3));
    private static final ScrapeResult.Partial PARTIAL = new ScrapeResult.Partial(
            FakeKubeletClient.emptyBatch("node-a", Lane.FAST),
            2,
            new KubeletException(Reason.HTTP_ERROR, "500", null),
            Duration.ofMillis(3));

    private final ScrapeLogCapture lines = new ScrapeLogCapture();
    private final OutageLog log = new OutageLog(lines, ScrapeConfig.defaults());
    private TargetHealth health = TargetHealth.UNTRIED;

    @Test
    void saysOnceThatNodeWentBadAndOnceThatItIsBack() {
        ends(Lane.FAST, REFUSED, 10);
        ends(Lane.FAST, REFUSED, 25);
        ends(Lane.FAST, STORED, 40);
        ends(Lane.FAST, STORED, 55);

        assertThat(lines.lines(Level.WARN))
                .containsExactly("node cannot be scraped node=node-a lane=fast missing=\"everything\" cause=connect"
                        + " message=\"refused\"");
        assertThat(lines.lines(Level.DEBUG))
                .containsExactly("node still cannot be scraped node=node-a lane=fast missing=\"everything\""
                        + " cause=connect message=\"refused\"");
        assertThat(lines.lines(Level.INFO))
                .containsExactly("node is scraped again node=node-a lane=fast failures=2 outage=30.0s");
    }

    @Test
    void saysOnceForHoursThatTheFullLaneFails() {
        for (long minute = 0; minute < 240; minute++) {
            ends(Lane.FULL, PARTIAL, minute * 60);
            for (long slot = 1; slot < 4; slot++) {
                ends(Lane.FAST, STORED, minute * 60 + slot * 15);
            }
        }
        ends(Lane.FULL, STORED, 240 * 60);

        assertThat(lines.lines(Level.WARN))
                .containsExactly("node is scraped in part node=node-a lane=full"
                        + " missing=\"storage, network, pressure\" cause=http_error message=\"500\"");
    }

    @Test
    void namesWhatIsMissingWhileOneLaneFails() {
        ends(Lane.FULL, STORED, 0);
        ends(Lane.FAST, ERROR, 15);
        ends(Lane.FULL, STORED, 60);
        ends(Lane.FAST, STORED, 75);
        ends(Lane.FULL, PARTIAL, 120);
        ends(Lane.FULL, STORED, 180);

        assertThat(lines.lines(Level.WARN))
                .containsExactly(
                        "node is scraped in part node=node-a lane=fast missing=\"CPU and memory between full answers\""
                                + " cause=http_error message=\"500\"",
                        "node is scraped in part node=node-a lane=full missing=\"storage, network, pressure\""
                                + " cause=http_error message=\"500\"");
        assertThat(lines.lines(Level.INFO))
                .containsExactly(
                        "node is scraped again node=node-a lane=fast failures=1 outage=60.0s",
                        "node is scraped again node=node-a lane=full failures=1 outage=60.0s");
    }

    @Test
    void saysOnceThatANodeIsDeadFromTheStartThoughBothLanesFail() {
        ends(Lane.FULL, REFUSED, 0);
        ends(Lane.FAST, REFUSED, 15);
        ends(Lane.FULL, REFUSED, 60);

        assertThat(lines.lines(Level.WARN)).hasSize(1);
    }

    @Test
    void saysOnceThatNodeHasNothingAndThenWhetherThatBecomesAnOutage() {
        ends(Lane.FULL, REFUSED, 0);
        ends(Lane.FULL, NOTHING, 1);
        ends(Lane.FULL, NOTHING, 2);
        ends(Lane.FULL, REFUSED, 3);

        assertThat(lines.lines(Level.WARN))
                .hasSize(3)
                .satisfies(line -> assertThat(line).startsWith("node cannot be scraped"), atIndex(0))
                .satisfies(line -> assertThat(line).startsWith("node has nothing to scrape and is skipped"), atIndex(1))
                .satisfies(line -> assertThat(line).startsWith("node cannot be scraped"), atIndex(2));
        assertThat(lines.lines(Level.DEBUG))
                .singleElement()
                .asString()
                .startsWith("node still has nothing to scrape node=node-a");
    }

    @Test
    void namesTenNodesOfOneResolutionAndCountsTheRest() {
        TargetHealth bad = after(TargetHealth.UNTRIED, Lane.FAST, REFUSED, 0);
        TargetHealth well = after(bad, Lane.FAST, STORED, 20 * SECOND);
        for (int i = 0; i < 1000; i++) {
            log.ended(new OutageLog.Change("node-" + i, Lane.FAST, TargetHealth.UNTRIED, bad), REFUSED, i);
        }
        log.turn(14 * SECOND);
        int warnsInResolution = lines.lines(Level.WARN).size();
        log.turn(16 * SECOND);
        for (int i = 0; i < 1000; i++) {
            log.ended(new OutageLog.Change("node-" + i, Lane.FAST, bad, well), STORED, 20 * SECOND);
        }

        log.turn(40 * SECOND);
        log.turn(60 * SECOND);

        assertThat(warnsInResolution).isEqualTo(10);
        assertThat(lines.lines(Level.WARN))
                .hasSize(11)
                .endsWith("more nodes cannot be scraped nodes=990 causes={connect=990}");
        assertThat(lines.lines(Level.INFO))
                .hasSize(11)
                .endsWith("more nodes are scraped again nodes=990 causes={success=990}");
    }

    @Test
    void countsNodesWithOneFailingLaneApart() {
        TargetHealth well = after(TargetHealth.UNTRIED, Lane.FAST, STORED, 0);
        TargetHealth partly = after(well, Lane.FULL, PARTIAL, 0);
        for (int i = 0; i < 30; i++) {
            log.ended(new OutageLog.Change("node-" + i, Lane.FULL, well, partly), PARTIAL, i);
        }
        log.turn(16 * SECOND);

        assertThat(lines.lines(Level.WARN))
                .hasSize(11)
                .endsWith("more nodes are scraped in part nodes=20 causes={http_error=20}");
    }

    @Test
    void healthKeepsTheBeginningOfTheOutage() {
        ends(Lane.FAST, STORED, 5);
        ends(Lane.FAST, REFUSED, 10);
        ends(Lane.FAST, REFUSED, 20);

        assertThat(health.fast().badSince()).isEqualTo(10 * SECOND);
        assertThat(health.fast().failuresInARow()).isEqualTo(2);
        assertThat(health.lastSuccess()).hasValue(Instant.EPOCH);
    }

    private void ends(Lane lane, ScrapeResult result, long second) {
        TargetHealth before = health;
        health = after(before, lane, result, second * SECOND);
        log.ended(new OutageLog.Change("node-a", lane, before, health), result, second * SECOND);
    }

    private static TargetHealth after(TargetHealth before, Lane lane, ScrapeResult result, long now) {
        if (result instanceof ScrapeResult.Stored stored) {
            return before.stored(lane, stored.elapsed(), Instant.EPOCH, now);
        }
        return result instanceof ScrapeResult.Partial partial
                ? before.partlyStored(partial, Instant.EPOCH, now)
                : before.failed(lane, (ScrapeResult.Failed) result, now);
    }

    private static ScrapeResult.Failed failed(Reason reason, String message) {
        return new ScrapeResult.Failed(new KubeletException(reason, message, null), Duration.ZERO);
    }
}
