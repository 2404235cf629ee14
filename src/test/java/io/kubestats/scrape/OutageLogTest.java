package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.ScrapeConfig;
import io.kubestats.kubelet.KubeletException;
import io.kubestats.kubelet.KubeletException.Reason;
import io.kubestats.model.Lane;
import io.kubestats.testing.FakeKubeletClient;
import io.kubestats.testing.ScrapeLogCapture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class OutageLogTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final ScrapeResult.Failed REFUSED =
            new ScrapeResult.Failed(new KubeletException(Reason.CONNECT, "refused", null), Duration.ZERO);

    private final ScrapeLogCapture lines = new ScrapeLogCapture();
    private final OutageLog log = new OutageLog(lines, ScrapeConfig.defaults());

    @Test
    void saysOnceThatNodeWentBadAndOnceThatItIsBack() {
        TargetHealth bad = TargetHealth.UNTRIED.failed(REFUSED, 10 * SECOND);
        TargetHealth worse = bad.failed(REFUSED, 25 * SECOND);

        log.failed("node-a", TargetHealth.UNTRIED, REFUSED, 10 * SECOND);
        log.failed("node-a", bad, REFUSED, 25 * SECOND);
        log.stored("node-a", worse, 40 * SECOND);
        log.stored("node-a", TargetHealth.UNTRIED, 55 * SECOND);

        assertThat(lines.lines(Level.WARN))
                .containsExactly("node cannot be scraped node=node-a cause=connect message=\"refused\"");
        assertThat(lines.lines(Level.DEBUG))
                .containsExactly("node still cannot be scraped node=node-a cause=connect message=\"refused\"");
        assertThat(lines.lines(Level.INFO))
                .containsExactly("node is scraped again node=node-a failures=2 outage=30.0s");
    }

    @Test
    void saysOnceThatNodeHasNothingAndThenWhetherThatBecomesAnOutage() {
        ScrapeResult.Failed nothing =
                new ScrapeResult.Failed(new KubeletException(Reason.UNSUPPORTED, "nothing", null), Duration.ZERO);
        TargetHealth refused = TargetHealth.UNTRIED.failed(REFUSED, 0);
        TargetHealth empty = refused.failed(nothing, SECOND);

        log.failed("node-a", refused, nothing, SECOND);
        log.failed("node-a", empty, nothing, 2 * SECOND);
        log.failed("node-a", empty, REFUSED, 3 * SECOND);

        assertThat(lines.lines(Level.WARN))
                .containsExactly(
                        "node has nothing to scrape and is left alone node=node-a cause=unsupported"
                                + " message=\"nothing\"",
                        "node cannot be scraped node=node-a cause=connect message=\"refused\"");
        assertThat(lines.lines(Level.DEBUG))
                .containsExactly("node still has nothing to scrape node=node-a cause=unsupported message=\"nothing\"");
    }

    @Test
    void namesTenNodesOfOneResolutionAndCountsTheRest() {
        TargetHealth bad = TargetHealth.UNTRIED.failed(REFUSED, 0);
        for (int i = 0; i < 1000; i++) {
            log.failed("node-" + i, TargetHealth.UNTRIED, REFUSED, i);
        }
        log.turn(14 * SECOND);
        int warnsInResolution = lines.lines(Level.WARN).size();
        log.turn(16 * SECOND);
        for (int i = 0; i < 1000; i++) {
            log.stored("node-" + i, bad, 20 * SECOND);
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
    void healthKeepsTheBeginningOfTheOutage() {
        TargetHealth well = TargetHealth.UNTRIED.stored(
                new ScrapeResult.Stored(FakeKubeletClient.emptyBatch("node-a", Lane.FAST), 2, Duration.ofMillis(3)),
                Instant.EPOCH,
                5);

        TargetHealth bad = well.failed(REFUSED, 10).failed(REFUSED, 20);

        assertThat(bad.badSince()).isEqualTo(10);
        assertThat(bad.failuresInARow()).isEqualTo(2);
        assertThat(bad.lastSuccess()).hasValue(Instant.EPOCH);
    }
}
