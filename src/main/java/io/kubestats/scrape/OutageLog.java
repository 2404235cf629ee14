package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.ScrapeConfig;
import io.kubestats.model.Lane;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A log of outages: one line when a lane of a node begins to fail, and one when it recovers, with the lane and the
 * missing data. When many nodes change at once, the first ten in a resolution are named and the rest are counted by
 * cause in one line. Thread-safe.
 */
final class OutageLog {
    /** The number of changes of one kind that are named in one resolution. */
    static final int NAMED_PER_RESOLUTION = 10;

    private final Logger log;
    private final long resolution;
    private final Lock lock = new ReentrantLock();
    private final Tally gone = new Tally(Level.WARN, "more nodes cannot be scraped");
    private final Tally partly = new Tally(Level.WARN, "more nodes are scraped in part");
    private final Tally back = new Tally(Level.INFO, "more nodes are scraped again");
    private final List<Tally> tallies = List.of(gone, partly, back);
    private long windowEnd = Long.MIN_VALUE;

    OutageLog(Logger log, ScrapeConfig config) {
        this.log = requireNonNull(log, "log");
        this.resolution = config.metricResolution().toNanos();
    }

    /** Logs the end of an attempt. */
    void ended(Change change, ScrapeResult result, long now) {
        if (change.before.equals(change.after)) {
            return; // Nothing was asked, or the attempt was cancelled.
        }
        if (change.laneAfter().isBad()) {
            failed(change, result, now);
        } else if (change.laneBefore().isBad()) {
            log.atLevel(named(back, "success", now) ? Level.INFO : Level.DEBUG)
                    .addKeyValue("node", change.node)
                    .addKeyValue("lane", change.lane.label())
                    .addKeyValue("failures", change.laneBefore().failuresInARow())
                    .addKeyValue("outage", seconds(now - change.laneBefore().badSince()))
                    .log("node is scraped again");
        }
    }

    private void failed(Change change, ScrapeResult result, long now) {
        Tally tally = change.after.isDown() ? gone : partly;
        boolean isNew = change.isNew();
        Level level = isNew && named(tally, result.outcome(), now) ? Level.WARN : Level.DEBUG;
        log.atLevel(level)
                .addKeyValue("node", change.node)
                .addKeyValue("lane", change.lane.label())
                .addKeyValue("missing", '"' + change.missing() + '"')
                .addKeyValue("cause", result.outcome())
                .addKeyValue(
                        "message",
                        '"'
                                + change.laneAfter()
                                        .lastFailure()
                                        .map(LaneFailure::text)
                                        .orElse("")
                                + '"')
                .log(change.text(isNew));
    }

    /** Logs the changes that were only counted, once their resolution is over. Called often. */
    void turn(long now) {
        Map<Tally, Map<String, Integer>> unnamed = new LinkedHashMap<>();
        lock.lock();
        try {
            if (now < windowEnd) {
                return;
            }
            tallies.forEach(tally -> unnamed.put(tally, tally.takeUnnamed()));
            windowEnd = now + resolution;
        } finally {
            lock.unlock();
        }
        unnamed.forEach(this::summarise);
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

    /** One attempt's effect on the health of its node. */
    record Change(String node, Lane lane, TargetHealth before, TargetHealth after) {
        Change {
            requireNonNull(node, "node");
        }

        private LaneHealth laneBefore() {
            return before.lane(lane);
        }

        private LaneHealth laneAfter() {
            return after.lane(lane);
        }

        /** Returns whether an outage begins; the first attempt of a lane while its node is down adds none. */
        private boolean isNew() {
            return before.hasNothing() != after.hasNothing() || (!laneBefore().isBad() && !before.isDown());
        }

        private String missing() {
            if (after.isDown()) {
                return "everything";
            }
            return lane == Lane.FULL ? "storage, network, pressure" : "CPU and memory between full answers";
        }

        private String text(boolean isNew) {
            if (after.hasNothing()) {
                return isNew ? "node has nothing to scrape and is skipped" : "node still has nothing to scrape";
            }
            String what = after.isDown() ? "cannot be scraped" : "is scraped in part";
            return isNew ? "node " + what : "node still " + what;
        }
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

        /** Returns whether this change is to be named; otherwise it is counted by its outcome. */
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
