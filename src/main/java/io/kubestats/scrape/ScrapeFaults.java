package io.kubestats.scrape;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A counter of defects, such as exceptions from a sink, with a rate-limited log. */
final class ScrapeFaults {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapePool.class);

    private final AtomicLong count = new AtomicLong();

    /** Counts {@code fault}; the first, second, fourth, eighth and so on are logged with their stack trace. */
    void count(String where, Throwable fault) {
        long total = count.incrementAndGet();
        if (Long.bitCount(total) == 1) {
            LOG.atError()
                    .addKeyValue("where", where)
                    .addKeyValue("faults", total)
                    .setCause(fault)
                    .log("internal error while scraping; scraping continues");
        }
    }

    long total() {
        return count.get();
    }
}
