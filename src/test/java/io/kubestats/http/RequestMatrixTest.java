package io.kubestats.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.config.RoutesConfig;
import io.kubestats.config.ServingConfig;
import io.kubestats.health.HealthHandler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Any request gets a response like those of an API server: no page, no cookie, no session. */
@Timeout(120)
class RequestMatrixTest {
    private static final List<String> PATHS = List.of(
            "/", "/livez", "/readyz/ping", "/metrics", "/apis", "/apis/metrics.k8s.io/v1beta1/pods", "/nowhere");
    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "DELETE",
            "PATCH",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "QUERY",
            "PROPFIND",
            "get",
            "FROBNICATE");
    private static final List<String> HEADERS = List.of(
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Version: 13\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 99\r\nSec-WebSocket-Protocol: a, b",
            "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
            "Upgrade: TLS/1.0",
            "Upgrade: SPDY/3.1",
            "Expect: 100-continue",
            "Expect: the-unexpected",
            "Accept: text/html",
            "Accept: text/html\r\nAccept-Charset: nothing",
            "Cookie: JSESSIONID=node01abc; a=b",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Proto: https\r\nForwarded: for=10.0.0.1",
            "Range: bytes=0-1",
            "If-None-Match: *",
            "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
            "Transfer-Encoding: frobnicated",
            "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 0",
            "Content-Length: -1",
            "Content-Length: 1\r\nContent-Length: 2",
            "Host: y",
            "Host: a:b:c",
            "A\u0001: b",
            "A: b\r\n folded",
            "TE: trailers\r\nTrailer: X",
            "Via: 1.1 a\r\nMax-Forwards: 0",
            "Origin: http://elsewhere\r\nAccess-Control-Request-Method: DELETE",
            "Authorization: Basic AAAA",
            "X: " + "a".repeat(200_000));
    private static final List<String> LINES = List.of(
            "PRI * HTTP/2.0",
            "OPTIONS * HTTP/1.1",
            "GET http://elsewhere/livez HTTP/1.1",
            "GET livez HTTP/1.1",
            "GET /livez;jsessionid=node01abc HTTP/1.1",
            "GET /livez?;jsessionid=node01abc HTTP/1.1",
            "GET /livez#fragment HTTP/1.1",
            "GET /%zz HTTP/1.1",
            "GET /%c0%ae HTTP/1.1",
            "GET /\u0000 HTTP/1.1",
            "GET /\u00ff HTTP/1.1",
            "GET /livez?a=%zz&b=\u00ff HTTP/1.1",
            "GET /" + "a".repeat(9_000) + " HTTP/1.1",
            "GET /livez?" + "a".repeat(9_000) + " HTTP/1.1",
            "GET /" + "a".repeat(200_000) + " HTTP/1.1",
            "GET /livez HTTP/0.9",
            "GET /livez HTTP/3.0",
            "GET /livez",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            " ");

    private final HttpServer server = new HttpServer(
            new ServingConfig("127.0.0.1", 0, 50, Duration.ofMinutes(1), Duration.ofSeconds(1)),
            List.of(new HealthHandler(List.of(), List.of()), new Features()),
            () -> 0);
    private int port;

    @BeforeEach
    void start() throws ListenException {
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersEveryMethodLikeAnApiServer() throws IOException {
        for (String path : PATHS) {
            for (String method : METHODS) {
                check(method + " " + path + " HTTP/1.1", "Accept: */*");
            }
        }
    }

    @Test
    void answersEveryHeaderLikeAnApiServer() throws IOException {
        for (String path : PATHS) {
            for (String header : HEADERS) {
                check("GET " + path + " HTTP/1.1", header);
            }
        }
    }

    @Test
    void answersEveryRequestLineLikeAnApiServer() throws IOException {
        for (String line : LINES) {
            check(line, "Accept: text/html");
        }
    }

    @Test
    void refusesALongRequestLineWithAStatus() throws IOException {
        assertThat(RawClient.answer(port, request("GET /livez?" + "a".repeat(8_170) + " HTTP/1.1", "A: b")))
                .startsWith("HTTP/1.1 200 ");
        assertThat(RawClient.answer(port, request("GET /livez?" + "a".repeat(8_180) + " HTTP/1.1", "A: b")))
                .startsWith("HTTP/1.1 414 ")
                .contains("\"kind\":\"Status\"")
                .doesNotContain("aaaa");
    }

    @Test
    void servesWithoutSessions() throws IOException {
        assertThat(RawClient.answer(port, request("GET /session HTTP/1.1", "A: b")))
                .startsWith("HTTP/1.1 500 ");
    }

    @Test
    void keepsNothingOfManyUpgradeRequests() throws Exception {
        String upgrade = request("GET /livez HTTP/1.1", "Sec-WebSocket-Version: 13");
        for (int i = 0; i < 500; i++) {
            assertThat(RawClient.answer(port, upgrade)).startsWith("HTTP/1.1 200 ");
        }

        await().untilAsserted(() -> assertThat(server.connections()).isZero());
        assertThat(liveClasses()).doesNotContain("ManagedSession", "JavalinWsServletContext");
    }

    private void check(String line, String header) throws IOException {
        String answer = RawClient.answer(port, request(line, header));

        String shown = line.substring(0, Math.min(line.length(), 60)) + " with "
                + header.substring(0, Math.min(header.length(), 60));
        assertThat(answer).as(shown).startsWith("HTTP/1.1 ").doesNotContain("HTTP/1.1 101");
        String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
        String body = answer.substring(head.length() + 4);
        assertThat(head).as(shown).doesNotContain("cookie", "location:", "text/html", "jetty");
        assertThat(body.toLowerCase(Locale.ROOT)).as(shown).doesNotContain("<html", "\tat ", "aaaaaaaa", "jsession");
        if (!body.isEmpty() && !head.startsWith("http/1.1 200 ") && !head.startsWith("http/1.1 404 ")) {
            assertThat(body).as(shown).contains("\"kind\":\"Status\"", "\"status\":\"Failure\"");
        }
    }

    private static String request(String line, String header) {
        return line + "\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n";
    }

    private static String liveClasses() throws JMException {
        return String.valueOf(ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()}));
    }

    private static final class Features implements RouteGroup {
        @Override
        public void register(RoutesConfig routes) {
            List<String> paths = new ArrayList<>(PATHS);
            paths.removeAll(List.of("/", "/livez", "/readyz/ping", "/nowhere"));
            paths.forEach(path -> routes.get(path, context -> context.result("data")));
            routes.get("/session", context -> context.req().getSession(true));
        }

        @Override
        public List<String> paths() {
            return List.of();
        }
    }
}
