package io.kubestats.http;

import io.kubestats.logging.LogQuota;
import io.kubestats.text.PrintableText;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Log of events that unauthenticated clients can provoke: each kind at most once a minute, with the number of
 * suppressed events, and never longer than a line. Thread-safe.
 */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int MAX_KINDS = 64;
    private static final int MAX_VALUE = 60;

    private final LogQuota quota;

    RefusalLog(LongSupplier nanos) {
        this.quota = new LogQuota(INTERVAL, MAX_KINDS, nanos);
    }

    /** Logs a warning for an event of {@code kind}, a constant text; {@code detail} describes only the first event. */
    void note(String kind, String detail) {
        note(Level.WARN, kind, detail);
    }

    /** Logs an event that well-behaved clients cause too, at a lower level. */
    void mention(String kind, String detail) {
        note(Level.INFO, kind, detail);
    }

    private void note(Level level, String kind, String detail) {
        quota.admit(kind)
                .ifPresent(leftOut -> LOG.atLevel(level)
                        .addKeyValue("detail", '"' + PrintableText.escape(detail, MAX_VALUE) + '"')
                        .addKeyValue("more", leftOut)
                        .log(kind));
    }

    /** Logs the number of suppressed events of each kind without a later event to report it. */
    void flush() {
        quota.flush((kind, leftOut) -> LOG.atInfo().addKeyValue("more", leftOut).log(kind));
    }
}
