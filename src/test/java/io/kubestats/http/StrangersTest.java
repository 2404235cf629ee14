package io.kubestats.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.config.RoutesConfig;
import io.kubestats.config.ServingConfig;
import io.kubestats.health.HealthHandler;
import io.kubestats.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits on the resources that unauthenticated clients can hold, which do not lock out anybody else. */
@Timeout(120)
class StrangersTest {
    private static final int PLACES = 40;
    private static final Duration REQUEST_TIMEOUT = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SHARE_OF_ADDRESS = 16;
    private static final String KNOWN = "Authorization: known\r\n";
    private static final String SLOWLY_JUDGED = "Authorization: slow\r\n";
    private static final String HERE = "127.0.0.1";
    private static final String ELSEWHERE = "127.0.0.2";

    private final ManualClock clock = ManualClock.at(Instant.EPOCH);
    private final Guard guard = new Guard();
    private final Features features = new Features();
    private final List<RawClient> clients = new ArrayList<>();
    private final HttpServer server = new HttpServer(
            new ServingConfig(HERE, 0, PLACES, REQUEST_TIMEOUT, Duration.ofMillis(1)),
            List.of(new HealthHandler(List.of(), List.of()), features),
            Optional.empty(),
            guard,
            clock::nanos);
    private int port;

    @BeforeEach
    void start() throws ListenException {
        port = server.start();
    }

    @AfterEach
    void stop() throws IOException {
        guard.judgements.release(1_000);
        features.gate.countDown();
        for (RawClient client : clients) {
            client.close();
        }
        server.close();
    }

    @Test
    void answersProbesAndKnownCallersWhileStrangersPipelineAndReadNothing() throws IOException {
        String pipeline = get("/readyz?verbose", "").repeat(2_000);
        for (int i = 0; i < 450; i++) {
            flood(connect(HERE), pipeline);
        }

        for (int i = 0; i < 20; i++) {
            assertThat(ask(HERE, "/livez", "")).startsWith("HTTP/1.1 200 ");
            assertThat(ask(HERE, "/readyz", "")).startsWith("HTTP/1.1 200 ");
            assertThat(ask(HERE, "/data", KNOWN)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void answersProbesWhileKnownCallersHoldEveryPlace() throws Exception {
        for (int i = 0; i < PLACES; i++) {
            connect(ELSEWHERE).send(get("/wait", KNOWN));
        }
        assertThat(features.waiting.tryAcquire(PLACES, 60, TimeUnit.SECONDS)).isTrue();

        assertThat(ask(HERE, "/livez", "")).startsWith("HTTP/1.1 200 ");
        assertThat(ask(HERE, "/readyz?verbose", "")).startsWith("HTTP/1.1 200 ").contains("ping");
        assertThat(ask(HERE, "/data", KNOWN)).startsWith("HTTP/1.1 429 ");
    }

    @Test
    void closesTheConnectionOfAStrangerAfterOneAnswer() throws IOException {
        for (String path : List.of("/livez", "/data", "/nowhere", "/%61", "/livez;a")) {
            RawClient client = connect(HERE);
            client.send(get(path, "") + get(path, ""));

            String seen = client.readAll();
            assertThat(seen.split("HTTP/1.1 ", -1)).as(path + " " + seen).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void keepsTheConnectionOfAKnownCaller() throws IOException {
        RawClient client = connect(HERE);
        for (int i = 0; i < 3; i++) {
            client.send(get("/data", KNOWN));
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ").doesNotContain("Connection: close");
        }
        client.send(get("/livez", ""));
        assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
        client.send(get("/%61", KNOWN));
        assertThat(client.readAnswer()).startsWith("HTTP/1.1 400 ");
        client.send(get("/data", KNOWN));
        assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void givesStrangersSecondsToSendARequest() throws IOException {
        RawClient silent = connect(HERE);
        RawClient slow = connect(HERE);
        slow.send("GET /data HTTP/1.1\r\nHost: x\r\nX: ");
        RawClient known = connect(HERE);
        known.send(get("/data", KNOWN));
        assertThat(known.readAnswer()).startsWith("HTTP/1.1 200 ");
        await().atMost(PATIENCE).until(() -> server.connections() == 3);

        clock.advance(ConnectionRegistry.PATIENCE.minusMillis(1));
        slow.send("a");
        clock.advance(Duration.ofMillis(1));

        assertThat(silent.readAll()).isEmpty();
        assertThat(slow.readAll()).isEmpty();
        known.send(get("/data", KNOWN));
        assertThat(known.readAnswer()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void leavesPlacesToOthersHoweverManyRequestsOneAddressSends() throws Exception {
        for (int i = 0; i < SHARE_OF_ADDRESS; i++) {
            connect(ELSEWHERE).send(get("/data", SLOWLY_JUDGED));
        }
        assertThat(guard.judging.tryAcquire(SHARE_OF_ADDRESS, 60, TimeUnit.SECONDS))
                .isTrue();

        assertThat(ask(ELSEWHERE, "/data", SLOWLY_JUDGED)).startsWith("HTTP/1.1 429 ");
        assertThat(ask(HERE, "/data", "")).startsWith("HTTP/1.1 401 ");
        assertThat(ask(HERE, "/data", KNOWN)).startsWith("HTTP/1.1 200 ");
        assertThat(ask(ELSEWHERE, "/livez", "")).startsWith("HTTP/1.1 200 ");
        guard.judgements.release(SHARE_OF_ADDRESS);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ask(ELSEWHERE, "/data", "")).startsWith("HTTP/1.1 401 "));
    }

    @Test
    void doesNotLimitTheFrontProxyAsOneStranger() throws Exception {
        for (int i = 0; i < PLACES; i++) {
            connect(HERE).send(get("/wait", KNOWN));
            assertThat(features.waiting.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        }
        features.gate.countDown();
        for (RawClient client : clients) {
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void theAddressWithTheMostConnectionsLosesItsOldest() throws IOException {
        RawClient other = connect(ELSEWHERE);
        await().atMost(PATIENCE).until(() -> server.connections() == 1);
        RawClient oldest = connect(HERE);
        await().atMost(PATIENCE).until(() -> server.connections() == 2);
        int most = server.maxStrangers();
        for (int i = 2; i < most; i++) {
            connect(HERE);
        }
        await().atMost(PATIENCE).until(() -> server.connections() == most);

        assertThat(ask(HERE, "/livez", "")).startsWith("HTTP/1.1 200 ");

        assertThat(oldest.readAll()).isEmpty();
        other.send(get("/livez", ""));
        assertThat(other.readAll()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void theAddressThatHoldsTheMostBytesLosesItsLargestRequest() throws IOException {
        RawClient small = connect(ELSEWHERE);
        small.send("GET /livez HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(10_000));
        RawClient known = connect(ELSEWHERE);
        known.send(get("/data", KNOWN + "X: " + "a".repeat(100_000) + "\r\n"));
        assertThat(known.readAnswer()).startsWith("HTTP/1.1 200 ");
        long enough = Runtime.getRuntime().maxMemory() / 64 / 90_000 + 2;
        for (int i = 0; i < enough; i++) {
            connect(HERE).send("GET /livez HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(100_000 + i));
        }
        await().atMost(PATIENCE).until(() -> server.connections() < 2 + enough);

        small.send("\r\n\r\n");
        assertThat(small.readAll()).startsWith("HTTP/1.1 200 ");
        known.send(get("/data", KNOWN));
        assertThat(known.readAnswer()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void cutsOffAKnownCallerThatReadsNothing() throws Exception {
        RawClient idle = connect(HERE);
        idle.send(get("/much", KNOWN));
        assertThat(features.writing.tryAcquire(60, TimeUnit.SECONDS)).isTrue();

        await().atMost(PATIENCE).untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(1)); // Until the buffers in between are full, and for 10 s more.
            assertThat(features.broken.tryAcquire()).isTrue();
        });

        assertThat(clock.instant()).isBefore(Instant.EPOCH.plus(REQUEST_TIMEOUT));
    }

    private RawClient connect(String address) throws IOException {
        RawClient client = new RawClient(address, port);
        clients.add(client);
        return client;
    }

    private String ask(String address, String path, String header) throws IOException {
        try (RawClient client = new RawClient(address, port)) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n");
            return client.readAll();
        }
    }

    /** Sends as much as the server accepts. */
    private static void flood(RawClient client, String text) {
        try {
            client.send(text);
        } catch (IOException closed) {
            assertThat(closed).isInstanceOf(java.net.SocketException.class);
        }
    }

    private static String get(String path, String header) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n";
    }

    /** A guard that authenticates callers by a header, and that is slow for some. */
    private static final class Guard implements RequestGuard {
        final Semaphore judging = new Semaphore(0);
        final Semaphore judgements = new Semaphore(0);

        @Override
        public Optional<Refusal> check(GuardedRequest request) {
            return check(request, () -> {});
        }

        @Override
        public Optional<Refusal> check(GuardedRequest request, Runnable recognised) {
            List<String> proofs = request.values("Authorization");
            if (proofs.contains("known")) {
                recognised.run();
                return Optional.empty();
            }
            if (proofs.contains("slow")) {
                judging.release();
                judgements.acquireUninterruptibly();
            }
            return isOpen(request.path())
                    ? Optional.empty()
                    : Optional.of(new Refusal(401, "application/json", "{\"kind\":\"Status\"}", List.of()));
        }

        @Override
        public boolean isOpen(String path) {
            return path.equals("/livez") || path.equals("/readyz");
        }
    }

    private static final class Features implements RouteGroup {
        final Semaphore waiting = new Semaphore(0);
        final Semaphore writing = new Semaphore(0);
        final Semaphore broken = new Semaphore(0);
        final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public void register(RoutesConfig routes) {
            routes.get("/data", context -> context.header("Content-Length", "4").result("data"));
            routes.get("/wait", context -> {
                waiting.release();
                boolean unused = gate.await(60, TimeUnit.SECONDS);
                context.header("Content-Length", "4").result("done");
            });
            routes.get("/much", context -> {
                writing.release();
                try {
                    while (true) {
                        context.outputStream().write(new byte[1 << 20]);
                    }
                } catch (IOException cutOff) {
                    broken.release();
                    throw cutOff;
                }
            });
        }

        @Override
        public List<String> paths() {
            return List.of();
        }
    }
}
