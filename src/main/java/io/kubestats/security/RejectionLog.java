package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import io.kubestats.http.GuardedRequest;
import io.kubestats.text.PrintableText;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded log of the reasons for which callers are refused. Each reason is logged once in ten minutes, and at most a
 * few different ones, since strangers choose their text; a last line then reports that others are omitted. Thread-safe.
 */
final class RejectionLog {
    /** The most lines in ten minutes, without the last one. */
    static final int MOST = 32;

    private static final Logger LOG = LoggerFactory.getLogger(RejectionLog.class);
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int LONGEST_CAUSE = 600;

    private final LongSupplier nanos;
    private final Lock lock = new ReentrantLock();
    private final Set<String> logged = new HashSet<>(); // Guarded by lock.
    private long began; // Guarded by lock.

    RejectionLog(LongSupplier nanos) {
        this.nanos = requireNonNull(nanos, "nanos");
        this.began = nanos.getAsLong();
    }

    void rejected(GuardedRequest request, List<String> reasons) {
        String why = PrintableText.oneLine(String.join("; ", reasons), LONGEST_CAUSE);
        if (isNews(why)) {
            LOG.atWarn()
                    .addKeyValue("certificate", '"' + subject(request.peer()) + '"')
                    .addKeyValue("cause", '"' + why + '"')
                    .log("authentication failed (401)");
        }
    }

    void undecided(String reason) {
        String why = PrintableText.oneLine(reason, LONGEST_CAUSE);
        if (isNews(why)) {
            LOG.atWarn().addKeyValue("cause", '"' + why + '"').log("request refused: rights cannot be checked (500)");
        }
    }

    /** Logs that {@code caller}, a name or an address, has too many reviews in flight. */
    void busy(String caller) {
        String escaped = PrintableText.escape(caller);
        if (isNews("busy " + escaped)) {
            LOG.atWarn()
                    .addKeyValue("caller", '"' + escaped + '"')
                    .log("request refused: too many reviews are in flight for this caller, or in total (429)");
        }
    }

    private boolean isNews(String why) {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            if (now - began >= QUIET.toNanos()) {
                logged.clear();
                began = now;
            }
            if (logged.size() > MOST || !logged.add(why)) {
                return false;
            }
            if (logged.size() > MOST) {
                LOG.atWarn()
                        .addKeyValue("period", QUIET)
                        .log("requests are refused for many reasons; others are not logged in this period");
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static String subject(List<X509Certificate> peer) {
        return peer.isEmpty()
                ? "none"
                : PrintableText.escape(peer.get(0).getSubjectX500Principal().getName());
    }
}
