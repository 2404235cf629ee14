package io.kubestats.security;

import static io.kubestats.security.GuardedRequests.FRONT_PROXY;
import static io.kubestats.security.GuardedRequests.PODS;
import static io.kubestats.security.GuardedRequests.PROXIES;
import static io.kubestats.security.GuardedRequests.access;
import static io.kubestats.security.GuardedRequests.bearer;
import static io.kubestats.security.GuardedRequests.chain;
import static io.kubestats.security.GuardedRequests.proxied;
import static io.kubestats.security.GuardedRequests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.apiserver.ApiResponse;
import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.apiserver.ApiStream;
import io.kubestats.http.GuardedRequest;
import io.kubestats.http.GuardedRequest.Header;
import io.kubestats.http.RequestGuard.Refusal;
import io.kubestats.testing.ManualClock;
import io.kubestats.testing.controlplane.Authority;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that floods of requests by strangers neither exhaust memory nor evict the verdicts of other callers. */
class AccessFloodTest {
    private static final Authority STRANGERS = new Authority("strangers");

    @TempDir
    Path folder = Path.of("");

    private final ManualClock clock = ManualClock.at(Instant.now());
    private final Reviewer apiServer = new Reviewer();

    @Test
    void keepsMemoryBoundedAndTheVerdictOfHpaInAFloodOfStrangers() throws Exception {
        ApiAccess access = access(apiServer, clock, folder);
        assertThat(access.guard().check(hpa())).isEmpty();
        int reviewsOfHpa = apiServer.reviews.get();

        for (int i = 0; i < 3_000; i++) {
            for (GuardedRequest request : strangers(i)) {
                assertThat(access.guard().check(request)).isPresent();
            }
        }

        assertThat(access.cachedBytes()).isBetween(1L, 2 * VerdictTable.MOST_BYTES);
        apiServer.reviews.set(reviewsOfHpa);
        assertThat(access.guard().check(hpa())).isEmpty();
        assertThat(apiServer.reviews).hasValue(reviewsOfHpa);
    }

    @Test
    void dropsExpiredVerdictsWithoutARequest() throws Exception {
        ApiAccess access = access(apiServer, clock, folder);
        access.guard().check(hpa());
        assertThat(access.cachedBytes()).isPositive();

        clock.advance(Duration.ofMinutes(1));
        access.poll();

        assertThat(access.cachedBytes()).isZero();
    }

    @Test
    void takesTheSameRoomForAVerdictOnALargeIdentity() throws Exception {
        ApiAccess access = access(apiServer, clock, folder);
        access.guard().check(proxied("small", PODS, List.of()));
        long small = access.cachedBytes();

        access.guard().check(proxied("large", PODS, List.of(new Header("X-Remote-Group", "g".repeat(100_000)))));

        assertThat(access.cachedBytes() - small).isLessThan(2 * small);
    }

    @Test
    void reviewsForHpaWhileReviewsOfStrangersHang() throws Exception {
        ApiAccess access = access(apiServer, clock, folder);
        CountDownLatch hang = new CountDownLatch(1);
        apiServer.hangForStrangers = hang;
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            List<Future<Optional<Refusal>>> floods = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                GuardedRequest anonymous = request("/metrics/" + i, List.of(), List.of());
                GuardedRequest token = bearer("stranger-" + i);
                floods.add(threads.submit(() -> access.guard().check(anonymous)));
                floods.add(threads.submit(() -> access.guard().check(token)));
            }
            await().until(() -> done(floods) + apiServer.inFlight.get() == floods.size());

            assertThat(access.guard().check(hpa())).isEmpty();
            assertThat(done(floods)).isPositive();
            hang.countDown();
            for (Future<Optional<Refusal>> flood : floods) {
                assertThat(flood.get(30, TimeUnit.SECONDS).orElseThrow().status())
                        .isIn(401, 403, 429);
            }
            assertThat(apiServer.mostAtOnce.get()).isLessThanOrEqualTo(24 + 12);
        } finally {
            hang.countDown();
            threads.shutdownNow();
        }
    }

    private static long done(List<Future<Optional<Refusal>>> requests) {
        return requests.stream().filter(Future::isDone).count();
    }

    private List<GuardedRequest> strangers(int i) {
        String text = "x".repeat(i % 1_000);
        return List.of(
                request("/metrics/" + text + i, List.of(), List.of()),
                request("/" + "x".repeat(i % 500 == 0 ? 120_000 : 10) + i, List.of(), List.of()),
                request("/apis/metrics.k8s.io/v1beta1/nodes/" + "n".repeat(i % 240) + i, List.of(), List.of()),
                bearer("token-" + i + "x".repeat(i % 500 == 0 ? 60_000 : 10)),
                proxied("system:serviceaccount:tenant:account-" + i, PODS, List.of()),
                proxied("tenant", PODS, List.of(new Header("X-Remote-Group", text + i))),
                proxied("tenant", PODS, List.of(new Header("X-Remote-Extra-" + i, text))));
    }

    private static GuardedRequest hpa() {
        return proxied("system:serviceaccount:kube-system:horizontal-pod-autoscaler", PODS, List.of());
    }

    @Test
    void keepsMemoryBoundedInAFloodOfCertificates() throws Exception {
        ClientVerifier verifier = new ClientVerifier(clock);
        TrustedAuthorities authorities = TrustedAuthorities.of(PROXIES.pem());
        List<X509Certificate> stranger = chain(STRANGERS.issue("CN=x" + (",OU=" + "x".repeat(60)).repeat(16)));
        assertThat(verifier.objection(authorities, FRONT_PROXY)).isEmpty();

        for (int i = 1; i < 1_024; i++) {
            List<X509Certificate> chain = new ArrayList<>(stranger);
            for (int bit = 0; bit < 10; bit++) {
                chain.add((i >> bit & 1) == 1 ? FRONT_PROXY.get(0) : stranger.get(0));
            }
            assertThat(verifier.objection(authorities, chain)).isNotEmpty().hasSizeLessThanOrEqualTo(1_000);
        }

        assertThat(verifier.bytes()).isBetween(1L, VerdictTable.MOST_BYTES);
    }

    /** An API server that allows only the HPA, recognises no token, and counts reviews. Thread-safe. */
    private static final class Reviewer implements ApiServer {
        private final AtomicInteger reviews = new AtomicInteger();
        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private volatile CountDownLatch hangForStrangers = new CountDownLatch(0);

        @Override
        public ApiResponse send(ApiServerRequest request) throws InterruptedException {
            reviews.incrementAndGet();
            int now = inFlight.incrementAndGet();
            mostAtOnce.accumulateAndGet(now, Math::max);
            try {
                boolean hpa = request.body().contains("horizontal-pod-autoscaler");
                if (!hpa) {
                    hangForStrangers.await();
                }
                return new ApiResponse(201, "{\"status\":{\"allowed\":" + hpa + "}}");
            } finally {
                inFlight.decrementAndGet();
            }
        }

        @Override
        public ApiStream open(ApiServerRequest request) throws ApiServerException {
            throw new UnsupportedOperationException();
        }
    }
}
