package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import io.kubestats.text.PrintableText;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Verifies clients' certificates, and keeps verdicts for a short time, since each request on a connection shows the
 * same certificate. Verdicts on certificates that no authority signed never displace those on certificates that one
 * did. Thread-safe.
 */
final class ClientVerifier {
    static final Duration HOLDS = Duration.ofSeconds(10);

    private static final int LONGEST_OBJECTION = 1_000;

    private final Clock clock;
    private final Lock lock = new ReentrantLock();
    private final VerdictTable<Verdict> verdicts = new VerdictTable<>(); // In milliseconds. Guarded by lock.

    ClientVerifier(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    /** Returns empty if {@code authorities} vouch for the chain, else why not. */
    String objection(TrustedAuthorities authorities, List<X509Certificate> chain) {
        Instant now = clock.instant();
        String key = Sha256.of(chain);
        Optional<Verdict> known = known(key, now);
        if (known.isPresent() && known.get().authorities.equals(authorities)) {
            return known.get().objection;
        }
        String found = PrintableText.oneLine(authorities.objection(chain, now), LONGEST_OBJECTION);
        keep(key, new Verdict(authorities, found, now), now);
        return found;
    }

    /** Returns an upper estimate of the memory that the verdicts retain. */
    long bytes() {
        lock.lock();
        try {
            return verdicts.bytes();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Verdict> known(String key, Instant now) {
        lock.lock();
        try {
            return verdicts.get(key, now.toEpochMilli()).filter(verdict -> !now.isBefore(verdict.at));
        } finally {
            lock.unlock();
        }
    }

    private void keep(String key, Verdict verdict, Instant now) {
        String owner = verdict.objection.isEmpty() ? "vouched" : "refused";
        lock.lock();
        try {
            long millis = now.toEpochMilli();
            verdicts.put(key, owner, verdict, verdict.objection.length(), millis + HOLDS.toMillis(), millis);
        } finally {
            lock.unlock();
        }
    }

    /** A verdict; it does not hold if the clock was set back since. */
    private record Verdict(TrustedAuthorities authorities, String objection, Instant at) {}
}
