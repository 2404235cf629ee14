package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiserver.ApiServer;
import io.kubestats.config.AccessConfig;
import io.kubestats.health.HealthCheck;
import io.kubestats.http.RequestGuard;
import io.kubestats.tls.CredentialFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access control of an extension API server: by front proxy, client certificate or bearer token, and
 * then by a subject access review. Thread-safe.
 */
public final class ApiAccess {
    /** The period after which the authorities of callers are read again from the API server. */
    public static final Duration POLL_PERIOD = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ApiAccess.class);

    private final Optional<ClusterAuthentication> followed;
    private final AccessDecisions decisions = new AccessDecisions();
    private final List<ReviewCache<?>> caches;
    private final RequestGuard guard;

    /**
     * Creates access control that admits only bearer tokens until the first {@link #poll}.
     *
     * @throws IOException if a file of the flags cannot be used; the message is readable
     */
    public ApiAccess(AccessConfig config, ApiServer apiServer, Clock clock, LongSupplier nanos) throws IOException {
        requireNonNull(apiServer, "apiServer");
        ClusterAuthentication cluster = new ClusterAuthentication(apiServer, config.tolerateLookupFailure());
        followed = config.lookUp() ? Optional.of(cluster) : Optional.empty();
        Supplier<FrontProxy> frontProxy = config.frontProxy().isPresent()
                ? given(frontProxy(config.frontProxy().get()))
                : cluster::frontProxy;
        Supplier<TrustedAuthorities> clients = config.clientCa().isPresent()
                ? given(authorities("--client-ca-file", config.clientCa().get()))
                : cluster::clients;
        ClientVerifier verifier = new ClientVerifier(clock);
        ReviewClient reviews = new ReviewClient(apiServer);
        TokenAuthenticator tokens = new TokenAuthenticator(reviews, config.tokenTtl(), nanos);
        SubjectAccessAuthorizer authorizer =
                new SubjectAccessAuthorizer(reviews, config.allowedTtl(), config.deniedTtl(), nanos);
        caches = List.of(tokens.cache(), authorizer.cache());
        guard = new AccessGuard(
                List.of(
                        new FrontProxyAuthenticator(frontProxy, verifier),
                        new ClientCertificateAuthenticator(clients, verifier),
                        tokens),
                authorizer,
                config.openPaths(),
                decisions,
                new RejectionLog(nanos));
    }

    /** Returns the guard of every request. */
    public RequestGuard guard() {
        return guard;
    }

    /** Returns the counters of outcomes. */
    public AccessDecisions decisions() {
        return decisions;
    }

    /** Returns an upper estimate of the memory that the API server's verdicts retain. */
    long cachedBytes() {
        return caches.stream().mapToLong(ReviewCache::bytes).sum();
    }

    /** Returns the readiness checks: the authorities of callers are known. */
    public List<HealthCheck> checks() {
        return followed.map(cluster -> List.<HealthCheck>of(cluster)).orElse(List.of());
    }

    /** Removes expired verdicts, and reads the authorities of callers from the API server. */
    public void poll() throws InterruptedException {
        caches.forEach(ReviewCache::removeExpired);
        if (followed.isPresent()) {
            followed.get().poll();
        }
    }

    /** Polls every {@link #POLL_PERIOD} until the owner of {@code scheduler} shuts it down. */
    public void pollOn(ScheduledExecutorService scheduler) {
        var unused = scheduler.scheduleWithFixedDelay(
                this::pollSafely, POLL_PERIOD.toMillis(), POLL_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pollSafely() {
        try {
            poll();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // A schedule ends with the first exception.
            LOG.atError().setCause(e).log("internal error while reading the client authentication configuration");
        }
    }

    private static <T> Supplier<T> given(T value) {
        return () -> value;
    }

    private static FrontProxy frontProxy(AccessConfig.FrontProxy given) throws IOException {
        return new FrontProxy(
                authorities("--requestheader-client-ca-file", given.certificateAuthority()),
                given.allowedNames(),
                given.usernameHeaders(),
                given.groupHeaders(),
                given.extraHeaderPrefixes(),
                given.uidHeaders());
    }

    private static TrustedAuthorities authorities(String flag, Path file) throws IOException {
        try {
            return TrustedAuthorities.of(new String(CredentialFile.bytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(flag + ": " + file + " " + e.getMessage(), e);
        }
    }
}
