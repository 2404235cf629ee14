package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verifies clients' certificates, and remembers for a short time what it found: connections are kept, and each request
 * on one shows the same certificate. Safe for any number of threads.
 */
final class ClientVerifier {
    static final Duration HOLDS = Duration.ofSeconds(10);

    private static final int MOST = 1_024;

    private final Clock clock;
    private final Map<List<X509Certificate>, Verdict> verdicts = new ConcurrentHashMap<>();

    ClientVerifier(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    /** Empty if {@code authorities} vouch for the chain, else why not. */
    String objection(TrustedAuthorities authorities, List<X509Certificate> chain) {
        Instant now = clock.instant();
        Verdict known = verdicts.get(chain);
        if (known != null && known.authorities.equals(authorities) && known.holdsAt(now)) {
            return known.objection;
        }
        Verdict found = new Verdict(authorities, authorities.objection(chain, now), now);
        if (verdicts.size() >= MOST) {
            verdicts.clear();
        }
        verdicts.put(chain, found);
        return found.objection;
    }

    private record Verdict(TrustedAuthorities authorities, String objection, Instant at) {
        boolean holdsAt(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(HOLDS));
        }
    }
}
