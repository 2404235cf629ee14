package io.kubestats.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kubestats.config.ServingConfig;
import io.kubestats.testing.FakeAuthority;
import io.kubestats.testing.FakeIdentity;
import io.kubestats.testing.ManualClock;
import io.kubestats.tls.TlsContexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A truncated response never looks complete to its client, and no client holds a slot forever. */
@Timeout(30)
class ConnectionResetTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int STEPS = 10;
    private static final byte[] MUCH = "0123456789abcdef\n".repeat(8_192).getBytes(US_ASCII);

    private final ManualClock clock = ManualClock.at(Instant.EPOCH);
    private final Routes routes = new Routes();
    private Optional<HttpServer> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(HttpServer::close);
    }

    @ParameterizedTest
    @CsvSource({
        "false, HTTP/1.1, /exception", "false, HTTP/1.1, /error", "false, HTTP/1.0, /exception",
        "true, HTTP/1.1, /exception", "true, HTTP/1.1, /error", "true, HTTP/1.0, /exception"
    })
    void breaksOffAnAnswerThatFailsHalfWay(boolean tls, String version, String path) throws Exception {
        int port = start(tls);

        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (Socket reader = ask(tls, port, path, version)) {
            // A reset discards unread data, so the beginning may be missing too.
            assertThatThrownBy(() -> reader.getInputStream().transferTo(seen)).isInstanceOf(SocketException.class);
        }

        assertThat(seen.toString(US_ASCII)).doesNotContain("0\r\n\r\n", "Internal Server Error");
    }

    @Test
    void isAnErrorToAClientThatKnowsHttp() throws Exception {
        int port = start(false);

        assertThatThrownBy(() -> get(port, "/exception")).isInstanceOf(IOException.class);
        assertThat(get(port, "/whole").body()).isEqualTo("whole");
    }

    @Test
    void answersWithAnErrorAloneWhileNothingHasGoneOut() throws Exception {
        HttpResponse<String> answer = get(start(false), "/early");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.body()).isEqualTo("Internal Server Error: \"/early\"\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cutsOffAReaderThatIsTooSlow(boolean tls) throws Exception {
        int port = start(tls);
        try (Socket reader = ask(tls, port, "/endless", "HTTP/1.1")) {
            InputStream in = reader.getInputStream();
            readSome(in);
            assertThat(tryToGet(tls, port)).as("the only place is taken").isEqualTo(429);

            for (int i = 0; i < STEPS; i++) {
                clock.advance(LIMIT.dividedBy(STEPS).minusMillis(1));
                readMuch(in); // More than the buffers in between hold, so it includes some of the data written now.
            }
            assertThat(routes.ended.getCount()).isOne();
            clock.advance(Duration.ofMillis(STEPS));

            assertThat(routes.ended.await(20, TimeUnit.SECONDS)).isTrue();
            await().untilAsserted(() -> assertThat(tryToGet(tls, port)).isEqualTo(200));
            assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(SocketException.class);
        }
    }

    private int start(boolean tls) throws Exception {
        HttpServer started = new HttpServer(
                new ServingConfig("127.0.0.1", 0, 1, LIMIT, Duration.ofMillis(1)),
                List.of(routes),
                tls ? Optional.of(identity()) : Optional.empty(),
                request -> Optional.empty(),
                clock::nanos);
        server = Optional.of(started);
        return started.start();
    }

    private static ServerIdentity identity() throws GeneralSecurityException {
        FakeIdentity own = FakeAuthority.selfSigned("kubestats", "127.0.0.1");
        KeyStore store = own.keyStore();
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        return () -> (X509ExtendedKeyManager) keys.getKeyManagers()[0];
    }

    private static Socket ask(boolean tls, int port, String path, String version) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Socket socket = tls
                ? TlsContexts.context(new KeyManager[0], TlsContexts.trustAnyone())
                        .getSocketFactory()
                        .createSocket(loopback, port)
                : new Socket(loopback, port);
        socket.getOutputStream()
                .write(("GET " + path + " " + version + "\r\nHost: x\r\nConnection: keep-alive\r\n\r\n")
                        .getBytes(US_ASCII));
        return socket;
    }

    private static void readSome(InputStream in) throws IOException {
        assertThat(in.readNBytes(100)).hasSize(100);
    }

    private static void readMuch(InputStream in) throws IOException {
        assertThat(in.readNBytes(32 << 20)).hasSize(32 << 20);
    }

    private static int tryToGet(boolean tls, int port) throws Exception {
        try (Socket socket = ask(tls, port, "/whole", "HTTP/1.1")) {
            String start = new String(socket.getInputStream().readNBytes(12), US_ASCII);
            return Integer.parseInt(start.substring("HTTP/1.1 ".length()));
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static final class Routes implements RouteGroup {
        final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void register(RoutesConfig routes) {
            routes.get("/whole", context -> context.result("whole"));
            routes.get("/exception", context -> {
                context.outputStream().write(MUCH);
                throw new IllegalStateException("half way");
            });
            routes.get("/error", context -> {
                context.outputStream().write(MUCH);
                throw new StackOverflowError("half way");
            });
            routes.get("/early", context -> {
                context.header("Content-Encoding", "gzip").outputStream().write(1);
                throw new IllegalStateException("at the beginning");
            });
            routes.get("/endless", this::endless);
        }

        private void endless(Context context) throws IOException {
            try {
                while (ended.getCount() > 0) {
                    context.outputStream().write(MUCH);
                }
            } finally {
                ended.countDown();
            }
        }

        @Override
        public List<String> paths() {
            return List.of();
        }
    }
}
