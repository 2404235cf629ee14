package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.ScrapeConfig;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Says when a node goes bad and when it is back, once each. When many change at once, the first ten in a resolution are
 * named and the rest are counted by cause in one line. Safe for any number of threads.
 */
final class OutageLog {
    /** Changes of one kind that are named in one resolution. */
    static final int NAMED_PER_RESOLUTION = 10;

    private final Logger log;
    private final long resolution;
    private final Lock lock = new ReentrantLock();
    private final Tally gone = new Tally(Level.WARN, "more nodes cannot be scraped");
    private final Tally back = new Tally(Level.INFO, "more nodes are scraped again");
    private long windowEnd = Long.MIN_VALUE;

    OutageLog(Logger log, ScrapeConfig config) {
        this.log = requireNonNull(log, "log");
        this.resolution = config.metricResolution().toNanos();
    }

    /** An attempt failed; {@code before} is the node's health before it. */
    void failed(String node, TargetHealth before, ScrapeResult.Failed result, long now) {
        boolean hasNothing = before.failed(result, now).hasNothing();
        boolean isNew = !before.isBad() || before.hasNothing() != hasNothing;
        Level level = isNew && named(gone, result.outcome(), now) ? Level.WARN : Level.DEBUG;
        log.atLevel(level)
                .addKeyValue("node", node)
                .addKeyValue("cause", result.outcome())
                .addKeyValue("message", '"' + FailureText.of(result.cause()) + '"')
                .log(text(isNew, hasNothing));
    }

    private static String text(boolean isNew, boolean hasNothing) {
        if (hasNothing) {
            return isNew ? "node has nothing to scrape and is left alone" : "node still has nothing to scrape";
        }
        return isNew ? "node cannot be scraped" : "node still cannot be scraped";
    }

    /** An attempt was stored; {@code before} is the node's health before it. */
    void stored(String node, TargetHealth before, long now) {
        if (before.isBad()) {
            log.atLevel(named(back, "success", now) ? Level.INFO : Level.DEBUG)
                    .addKeyValue("node", node)
                    .addKeyValue("failures", before.failuresInARow())
                    .addKeyValue("outage", seconds(now - before.badSince()))
                    .log("node is scraped again");
        }
    }

    /** Called often: tells of those that were only counted once their resolution is over. */
    void turn(long now) {
        Map<String, Integer> moreGone;
        Map<String, Integer> moreBack;
        lock.lock();
        try {
            if (now < windowEnd) {
                return;
            }
            moreGone = gone.takeUnnamed();
            moreBack = back.takeUnnamed();
            windowEnd = now + resolution;
        } finally {
            lock.unlock();
        }
        summarise(gone, moreGone);
        summarise(back, moreBack);
    }

    private boolean named(Tally tally, String outcome, long now) {
        turn(now);
        lock.lock();
        try {
            return tally.count(outcome);
        } finally {
            lock.unlock();
        }
    }

    private void summarise(Tally tally, Map<String, Integer> unnamed) {
        if (!unnamed.isEmpty()) {
            log.atLevel(tally.level)
                    .addKeyValue(
                            "nodes",
                            unnamed.values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum())
                    .addKeyValue("causes", unnamed)
                    .log(tally.summary);
        }
    }

    private static String seconds(long nanos) {
        return Math.round(nanos / 1e8) / 10.0 + "s";
    }

    /** Changes of one kind in the running resolution; guarded by the log's lock. */
    private static final class Tally {
        private final Level level;
        private final String summary;
        private final Map<String, Integer> unnamed = new TreeMap<>();
        private int changes;

        Tally(Level level, String summary) {
            this.level = level;
            this.summary = summary;
        }

        /** Whether this change is among those that are named; the others are counted by their outcome. */
        boolean count(String outcome) {
            changes++;
            if (changes <= NAMED_PER_RESOLUTION) {
                return true;
            }
            unnamed.merge(outcome, 1, Integer::sum);
            return false;
        }

        Map<String, Integer> takeUnnamed() {
            Map<String, Integer> taken = new TreeMap<>(unnamed);
            unnamed.clear();
            changes = 0;
            return taken;
        }
    }
}
