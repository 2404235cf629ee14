package io.kubestats.apiserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubestats.config.ApiServerConfig;
import io.kubestats.testing.FakeAuthority;
import io.kubestats.testing.FakeIdentity;
import io.kubestats.testing.ManualClock;
import io.kubestats.tls.PrivateKeys;
import io.kubestats.tls.TlsContexts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests with malformed and unusual responses: each request ends in time, and its connection is released. */
class OddAnswersTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final FakeAuthority CLUSTER = new FakeAuthority("kubernetes");
    private static final FakeIdentity SERVER = CLUSTER.issue("kube-apiserver", "127.0.0.1");
    private static final String GOOD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

    /** More requests than connections, so that a leaked connection per request would exhaust the pool. */
    private static final int MORE_THAN_CONNECTIONS = 50;

    @TempDir
    Path folder = Path.of("");

    private final RawServer server = RawServer.start();
    private HttpApiServer client =
            new HttpApiServer(ApiServerConfig.ofKubeconfig(folder), ManualClock.at(Instant.now()));

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("token"), "t0ken");
        Files.writeString(folder.resolve("ca.crt"), CLUSTER.pem());
        client = new HttpApiServer(
                new ApiServerConfig(Optional.empty(), "127.0.0.1", Integer.toString(server.port()), folder),
                ManualClock.at(Instant.now()));
        client.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103, 150, 199})
    void skipsInterimResponses(int status) throws Exception {
        server.say(interim(status).repeat(2) + GOOD);

        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            assertThat(client.send(ApiServerRequest.get("/version", LONG)).body())
                    .isEqualTo("{}");
        }
        try (ApiStream stream = client.open(ApiServerRequest.get("/list", LONG))) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(new String(stream.body().readAllBytes(), UTF_8)).isEqualTo("{}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 102, 103, 199})
    void endsEveryRequestWhoseInterimResponsesHaveNoEndAndAsksAgain(int status) throws Exception {
        assertEndsAndServesLater(interim(status).repeat(1_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 103 Early Hints\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 099 Odd\r\n\r\n",
                "SSH-2.0-x\r\n",
                ""
            })
    void endsEveryRequestWithoutAWholeAnswerAndAsksAgain(String answer) throws Exception {
        assertEndsAndServesLater(answer);
    }

    @Test
    void endsEveryRequestWhoseHeadersHaveNoEndAndAsksAgain() throws Exception {
        assertEndsAndServesLater("HTTP/1.1 200 OK\r\n" + ("X-Header: " + "x".repeat(1_000) + "\r\n").repeat(1_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 302 Found\r\nLocation: https://192.0.2.1/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 426 Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n"
            })
    void handsOverWhatItDoesNotFollow(String answer) throws Exception {
        server.say(answer);

        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            assertThat(client.send(ApiServerRequest.get("/version", LONG)).status())
                    .isEqualTo(Integer.parseInt(answer.substring(9, 12)));
        }
    }

    private void assertEndsAndServesLater(String answer) throws Exception {
        server.say(answer);
        ExecutorService threads = Executors.newFixedThreadPool(MORE_THAN_CONNECTIONS);
        try {
            Callable<Boolean> failing = this::failed;
            for (Future<Boolean> request : threads.invokeAll(Collections.nCopies(MORE_THAN_CONNECTIONS, failing))) {
                assertThat(request.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThatThrownBy(this::readAll).isInstanceOfAny(ApiServerException.class, IOException.class);

        server.say(GOOD);
        assertThat(client.send(ApiServerRequest.get("/version", LONG)).body()).isEqualTo("{}");
    }

    private void readAll() throws Exception {
        try (ApiStream stream = client.open(ApiServerRequest.get("/list", SHORT))) {
            stream.body().readAllBytes();
        }
    }

    private boolean failed() throws InterruptedException {
        try {
            client.send(ApiServerRequest.get("/version", SHORT));
            return false;
        } catch (ApiServerException e) {
            return true;
        }
    }

    private static String interim(int status) {
        return "HTTP/1.1 " + status + " Odd\r\nLink: </a>\r\n\r\n";
    }

    /** A TLS server that answers each request with given bytes, and keeps the connection. Thread-safe. */
    private static final class RawServer implements AutoCloseable {
        private final ServerSocket socket;
        private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
        private volatile String answer = GOOD;

        private RawServer(ServerSocket socket) {
            this.socket = socket;
        }

        static RawServer start() {
            try {
                RawServer server = new RawServer(TlsContexts.context(
                                TlsContexts.identity(
                                        SERVER.certificatePem().getBytes(US_ASCII),
                                        PrivateKeys.first(SERVER.keyPem().getBytes(US_ASCII))),
                                TlsContexts.trustAnyone())
                        .getServerSocketFactory()
                        .createServerSocket(0, 100, InetAddress.getLoopbackAddress()));
                thread(server::accept);
                return server;
            } catch (IOException | java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        void say(String next) {
            answer = next;
        }

        @Override
        public void close() {
            try {
                socket.close();
                for (Socket connection : connections) {
                    connection.close();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    connections.add(connection);
                    thread(() -> serve(connection));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void serve(Socket connection) {
            try (connection) {
                InputStream in = connection.getInputStream();
                StringBuilder head = new StringBuilder();
                for (int c = in.read(); c >= 0; c = in.read()) {
                    head.append((char) c);
                    if (head.indexOf("\r\n\r\n") >= 0) {
                        head.setLength(0);
                        connection.getOutputStream().write(answer.getBytes(UTF_8));
                    }
                }
            } catch (IOException e) {
                // Closed by the client, or at the end of the test.
            }
        }

        private static void thread(Runnable work) {
            Thread thread = new Thread(work, "raw-server");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
