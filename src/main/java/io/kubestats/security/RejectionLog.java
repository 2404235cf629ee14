package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import io.kubestats.http.GuardedRequest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why callers are not believed: each reason once in ten minutes, however often it comes. Safe for any number of
 * threads.
 */
final class RejectionLog {
    private static final Logger LOG = LoggerFactory.getLogger(RejectionLog.class);
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int MOST = 256;

    private final LongSupplier nanos;
    private final Lock lock = new ReentrantLock(); // Guards told.
    private final Map<String, Long> told = new LinkedHashMap<>();

    RejectionLog(LongSupplier nanos) {
        this.nanos = requireNonNull(nanos, "nanos");
    }

    void rejected(GuardedRequest request, List<String> reasons) {
        String why = String.join("; ", reasons);
        if (isNews(why)) {
            LOG.atWarn()
                    .addKeyValue("certificate", '"' + subject(request.peer()) + '"')
                    .addKeyValue("cause", '"' + why + '"')
                    .log("caller is not believed (401)");
        }
    }

    void undecided(String why) {
        if (isNews(why)) {
            LOG.atWarn().addKeyValue("cause", '"' + why + '"').log("request refused: rights cannot be checked (500)");
        }
    }

    private boolean isNews(String why) {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            Long before = told.get(why);
            if (before != null && now - before < QUIET.toNanos()) {
                return false;
            }
            if (told.size() >= MOST) {
                told.clear();
            }
            told.put(why, now);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static String subject(List<X509Certificate> peer) {
        return peer.isEmpty() ? "none" : peer.get(0).getSubjectX500Principal().getName();
    }
}
