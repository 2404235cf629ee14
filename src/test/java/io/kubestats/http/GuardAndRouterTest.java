package io.kubestats.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kubestats.config.ServingConfig;
import io.kubestats.health.HealthHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The guard judges exactly the path, method and query that the router then serves, however they were written. */
@Timeout(120)
class GuardAndRouterTest {
    private static final List<String> SEEDS = List.of(
            "/livez",
            "/readyz/ping",
            "/metrics",
            "/metrics/cadvisor",
            "/openapi/v2",
            "/apis",
            "/apis/metrics.k8s.io/v1beta1/nodes",
            "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/db-0");

    private final ConcurrentLinkedQueue<String> judged = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> served = new ConcurrentLinkedQueue<>();
    private final HttpServer server = new HttpServer(
            new ServingConfig("127.0.0.1", 0, 50, Duration.ofMinutes(1), Duration.ofSeconds(1)),
            List.of(new HealthHandler(List.of(), List.of()), new Features()),
            Optional.empty(),
            this::judge,
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
    void agreeOnEveryPath() throws IOException {
        for (String seed : SEEDS) {
            assertThat(serve("GET", seed, "A: b")).as(seed).startsWith("HTTP/1.1 200 ");
            for (String variant : variants(seed)) {
                String answer = serve("GET", variant, "A: b");
                assertThat(answer).as(variant).matches("(?s)HTTP/1.1 (200|400|404|414) .*");
            }
        }
    }

    @Test
    void serveNoPathInAnotherForm() throws IOException {
        for (String seed : SEEDS) {
            for (String variant : variants(seed)) {
                boolean slashOfApi = variant.equals(seed + "/") && seed.startsWith("/apis");
                String answer = serve("GET", variant, "A: b");
                assertThat(answer.startsWith("HTTP/1.1 200 ")).as(variant).isEqualTo(slashOfApi || isName(variant));
            }
        }
    }

    /** Returns whether a path names another object through the parameters of its route, which are all that may vary. */
    private static boolean isName(String path) {
        return path.matches("/apis/metrics.k8s.io/v1beta1/namespaces/[A-Za-z0-9.~-]+/pods/[A-Za-z0-9.~-]+/?")
                && !path.matches(".*/[.]{1,2}(/.*)?");
    }

    @Test
    void agreeOnEveryMethod() throws IOException {
        for (String method : List.of("GET", "HEAD", "POST", "DELETE")) {
            for (String override : List.of("GET", "POST", "DELETE", "get", "")) {
                String answer = serve(method, "/metrics", "X-HTTP-Method-Override: " + override);
                assertThat(answer).as(method + " as " + override).startsWith("HTTP/1.1 400 ");
            }
        }
    }

    @Test
    void agreeOnTheQuery() throws IOException {
        for (String query : List.of("?", "?a=b", "?a=%2fb&a=c", "??", "?a;b", "?/../x", "?%77atch=1")) {
            assertThat(serve("GET", "/metrics" + query, "A: b")).as(query).startsWith("HTTP/1.1 200 ");
        }
    }

    private String serve(String method, String target, String header) throws IOException {
        judged.clear();
        served.clear();
        String answer = RawClient.answer(
                port, method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n");
        if (!served.isEmpty()) {
            assertThat(served).as(target).containsExactlyElementsOf(judged);
        }
        return answer;
    }

    private Optional<RequestGuard.Refusal> judge(GuardedRequest request) {
        judged.add(request.method() + " " + request.path() + " " + request.query());
        return Optional.empty();
    }

    private static Set<String> variants(String path) {
        Set<String> variants = new TreeSet<>();
        for (int i = 0; i < path.length(); i++) {
            String before = path.substring(0, i);
            String after = path.substring(i + 1);
            char c = path.charAt(i);
            variants.add(before + String.format(Locale.ROOT, "%%%02x", (int) c) + after);
            variants.add(before + String.format(Locale.ROOT, "%%%02X", (int) c) + after);
            variants.add(before + String.format(Locale.ROOT, "%%25%02x", (int) c) + after);
            variants.add(before + String.format(Locale.ROOT, "%%u%04x", (int) c) + after);
            variants.add(before + Character.toUpperCase(c) + after);
            if (c == '/') {
                for (String slash : List.of(
                        "//",
                        "///",
                        "/./",
                        "/x/../",
                        "/../",
                        "/%2e/",
                        "/%2e%2e/",
                        "/.%2e/",
                        "\\",
                        "/;/",
                        "/;a=b/",
                        "/%00/",
                        "/%2f",
                        "%2f",
                        "%5c",
                        "/%20",
                        "/\t",
                        "/*",
                        "/{name}")) {
                    variants.add(before + slash + after);
                }
            }
        }
        for (String end : List.of(
                "/",
                "//",
                "/.",
                "/..",
                "/./",
                ";",
                ";a=b",
                ";jsessionid=x",
                "%00",
                "%20",
                "%2f",
                "%3f",
                "%23",
                ".",
                "..",
                "~",
                "/%2e",
                "/;",
                "&",
                "=",
                "\u00e9",
                "/" + "a".repeat(9_000))) {
            variants.add(path + end);
        }
        variants.addAll(List.of(path.substring(1), "." + path, "/." + path, "/" + path, "*", "http://x" + path + "/."));
        variants.remove(path);
        return variants;
    }

    private final class Features implements RouteGroup {
        @Override
        public void register(RoutesConfig routes) {
            List<String> templates = new ArrayList<>(SEEDS);
            templates.remove("/livez");
            templates.remove("/readyz/ping");
            templates.replaceAll(path -> path.replace("shop", "{namespace}").replace("db-0", "{name}"));
            for (String template : templates) {
                routes.get(template, this::answer);
            }
        }

        private void answer(Context context) {
            String query = context.queryString();
            served.add(context.method() + " " + context.path() + " " + (query == null ? "" : query));
            context.result("data");
        }

        @Override
        public List<String> paths() {
            return List.of();
        }
    }
}
