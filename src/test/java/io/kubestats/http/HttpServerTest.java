package io.kubestats.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.javalin.config.RoutesConfig;
import io.kubestats.config.ServingConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpServerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final SlowRoutes slow = new SlowRoutes();
    private final HttpServer server = new HttpServer(
            new ServingConfig("127.0.0.1", 0, 2, MINUTE, Duration.ofSeconds(20)), List.of(slow), () -> 0);

    @AfterEach
    void stop() {
        slow.gate.countDown();
        server.close();
    }

    @Test
    void listsItsPathsAtTheRootAndForUnknownPaths() throws Exception {
        int port = server.start();

        HttpResponse<String> root = get(port, "/");
        HttpResponse<String> unknown = get(port, "/nowhere");

        assertThat(root.statusCode()).isEqualTo(200);
        assertThat(root.body()).isEqualTo("{\n  \"paths\": [\n    \"/slow\"\n  ]\n}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo(root.body());
    }

    @Test
    void givesEachAnswerTheHeadersOfAnApiServer() throws Exception {
        int port = server.start();

        HttpResponse<String> own = get(port, "/");
        HttpResponse<String> given = client.send(
                request(port, "/").header("Audit-Id", "asked-by-the-aggregator").build(), BodyHandlers.ofString());

        assertThat(own.headers().firstValue("Audit-Id")).isPresent();
        assertThat(own.headers().firstValue("Cache-Control")).contains("no-cache, private");
        assertThat(own.headers().firstValue("Server")).isEmpty();
        assertThat(given.headers().allValues("Audit-Id")).containsExactly("asked-by-the-aggregator");
    }

    @Test
    void turnsAwayMoreRequestsThanItMayHaveInFlight() throws Exception {
        int port = server.start();
        List<CompletableFuture<HttpResponse<String>>> held = List.of(getAsync(port, "/slow"), getAsync(port, "/slow"));
        assertThat(slow.entered.await(10, TimeUnit.SECONDS)).isTrue();

        HttpResponse<String> third = get(port, "/");

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("Retry-After")).contains("1");
        assertThat(third.body()).isEqualTo("Too many requests, please try again later.\n");
        slow.gate.countDown();
        for (CompletableFuture<HttpResponse<String>> answer : held) {
            assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
        }
    }

    @Test
    void letsRequestsInFlightEndBeforeItStops() throws Exception {
        int port = server.start();
        List<CompletableFuture<HttpResponse<String>>> held = List.of(getAsync(port, "/slow"), getAsync(port, "/slow"));
        assertThat(slow.entered.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        await().untilAsserted(() -> assertThat(get(port, "/").statusCode()).isEqualTo(503));
        slow.gate.countDown();
        closing.get(20, TimeUnit.SECONDS);

        for (CompletableFuture<HttpResponse<String>> answer : held) {
            assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
        }
    }

    @Test
    void answersAnExceptionWithoutItsStackTrace() throws Exception {
        int port = server.start();

        HttpResponse<String> answer = get(port, "/broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("Internal Server Error: \"/broken\"\n");
    }

    @Test
    void refusesAMalformedRequestWithAStatus() throws Exception {
        int port = server.start();

        String answer;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /a%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("application/json", "\"kind\":\"Status\"")
                .doesNotContain("<html", "at org.");
    }

    @Test
    void refusesOtherMethods() throws Exception {
        int port = server.start();

        HttpResponse<String> answer = client.send(
                request(port, "/slow")
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
    }

    @Test
    void saysThatThePortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            HttpServer second = new HttpServer(
                    new ServingConfig("127.0.0.1", port, 2, MINUTE, Duration.ofSeconds(1)), List.of(), () -> 0);

            assertThatThrownBy(second::start)
                    .isInstanceOf(ListenException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + port
                            + ": the port is in use; stop the program that has it, or choose another with"
                            + " --listen HOST:PORT");
        }
    }

    @Test
    void saysThatTheAddressIsNotOfThisMachine() {
        HttpServer elsewhere = new HttpServer(
                new ServingConfig("192.0.2.77", 8080, 2, MINUTE, Duration.ofSeconds(1)), List.of(), () -> 0);

        assertThatThrownBy(elsewhere::start)
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("this machine does not have that address");
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return client.send(request(port, path).build(), BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> getAsync(int port, String path) {
        return client.sendAsync(request(port, path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private static final class SlowRoutes implements RouteGroup {
        final CountDownLatch entered = new CountDownLatch(2);
        final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public void register(RoutesConfig routes) {
            routes.get("/slow", context -> {
                entered.countDown();
                context.result(gate.await(10, TimeUnit.SECONDS) ? "done" : "never let go");
            });
            routes.get("/broken", context -> {
                throw new IllegalStateException("secret detail");
            });
        }

        @Override
        public List<String> paths() {
            return List.of("/slow");
        }
    }
}
