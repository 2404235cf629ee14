package io.kubestats.http;

import io.kubestats.logging.LogQuota;
import io.kubestats.text.PrintableText;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Log of what clients that nobody knows can provoke: each kind once a minute with the number of events left out, and
 * nothing longer than a line. Thread-safe.
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

    /** Warns of an event of {@code kind}, a constant text; {@code detail} is of the first one only. */
    void note(String kind, String detail) {
        note(Level.WARN, kind, detail);
    }

    /** Mentions an event that well-behaved clients cause too. */
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

    /** Logs how many events were left out where no further one came to say so. */
    void flush() {
        quota.flush((kind, leftOut) -> LOG.atInfo().addKeyValue("more", leftOut).log(kind));
    }
}
