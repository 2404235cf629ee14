package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.metricsapi.format.GzipWhenLarge;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.testing.CountedViews;
import io.kubestats.testing.FakeUsageView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of behaviour that only a real connection shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsApiRoutesTest {
    private static final String BETA = "/apis/metrics.k8s.io/v1beta1";
    private static final String TABLE_OF_OBJECTS = "application/json;as=Table;v=v1;g=meta.k8s.io";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final UsageView[] view = {Shop.view()};
    private final LocalMetricsApi server = LocalMetricsApi.start(0, () -> view[0], routes -> {});

    @AfterAll
    void end() {
        server.close();
    }

    @Test
    void saysWhatItSendsAndHowMuch() throws Exception {
        HttpResponse<byte[]> response = send("GET", BETA + "/pods");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache, private");
        assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(response.body().length);
        assertThat(response.headers().firstValue("Vary")).isEmpty();
        assertThat(text(response)).endsWith("]}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"})
    void allowsNothingButGet(String method) throws Exception {
        for (String path : List.of("/apis", BETA, BETA + "/pods", BETA + "/nodes/n1", "/version", "/openapi/v3")) {
            HttpResponse<byte[]> response = send(method, path);

            assertThat(response.statusCode()).as(path).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).contains("GET");
        }
        assertThat(send(method, BETA + "/none").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/apis/metrics.k8s.io/v2",
                BETA + "/none",
                BETA + "/pods/x",
                BETA + "/namespaces/shop/nodes",
                BETA + "/namespaces",
                BETA + "/namespaces/shop",
                BETA + "/nodes/n1/status",
                BETA + "/watch/pods",
                BETA + "/namespaces/shop/pods/a/b",
                "/openapi/v3/apis/metrics.k8s.io/v2",
            })
    void findsNothingElsewhere(String path) throws Exception {
        HttpResponse<byte[]> response = send("GET", path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(text(response)).contains("\"message\":\"the server could not find the requested resource\"");
    }

    @Test
    void ignoresASlashAtTheEndOfAPath() throws Exception {
        assertThat(send("GET", BETA + "/nodes/").body())
                .isEqualTo(send("GET", BETA + "/nodes").body());
        assertThat(send("GET", "/apis/").statusCode()).isEqualTo(200);
    }

    @Test
    void readsEscapesInPathAndQuery() throws Exception {
        assertThat(text(send("GET", BETA + "/nodes/a%20b"))).contains("node \\\"a b\\\" not found");
        assertThat(text(send("GET", BETA + "/nodes/a+b"))).contains("node \\\"a+b\\\" not found");
        assertThat(rawStatus(BETA + "/pods?labelSelector=%zz&&=&;x=%")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(text(send("GET", BETA + "/pods?labelSelector=app+in+%28web%2Cx%29&limit=1&limit=x")))
                .contains("\"name\":\"web-0\"");
    }

    @Test
    void compressesLargeListsForThoseWhoAsk() throws Exception {
        view[0] = large();

        HttpResponse<byte[]> plain = send("GET", BETA + "/nodes", "Accept", TABLE_OF_OBJECTS);
        HttpResponse<byte[]> asked = send("GET", BETA + "/namespaces/shop/pods/web-0", "Accept-Encoding", "gzip");
        HttpResponse<byte[]> wholePod = send("GET", BETA + "/namespaces/shop/pods/web-0");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(asked.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(asked.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(asked.headers().firstValue("Content-Length")).isEmpty();
        assertThat(wholePod.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(wholePod.body()).hasSizeGreaterThan(GzipWhenLarge.THRESHOLD_BYTES);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(asked.body())).readAllBytes())
                .isEqualTo(wholePod.body());
        view[0] = Shop.view();
    }

    @Test
    void spendsNothingOnWhatTheClientHasAlready() throws Exception {
        String accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
        for (String path : List.of("/apis", "/openapi/v2", "/openapi/v3", "/openapi/v3/apis/metrics.k8s.io/v1")) {
            String tag = send("GET", path, "Accept", accept)
                    .headers()
                    .firstValue("ETag")
                    .orElse("");

            HttpResponse<byte[]> again = send("GET", path, "Accept", accept, "If-None-Match", tag);

            assertThat(tag).as(path).matches("\"[0-9A-F]{128}\"");
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void letsDocumentsWithTheirHashBeKeptForAYear() throws Exception {
        String index = text(send("GET", "/openapi/v3"));
        String address = index.replaceAll("(?s).*\"serverRelativeURL\":\"([^\"]*v1beta1[^\"]*)\".*", "$1");

        HttpResponse<byte[]> right = send("GET", address);
        HttpResponse<byte[]> wrong = send("GET", "/openapi/v3/apis/metrics.k8s.io/v1?hash=00");

        assertThat(right.headers().firstValue("Cache-Control")).contains("public, immutable");
        assertThat(right.headers().firstValue("Expires")).contains("Sat, 2 Jan 2027 03:04:05 GMT");
        assertThat(wrong.statusCode()).isEqualTo(200);
        assertThat(wrong.headers().firstValue("Cache-Control")).contains("no-cache, private");
        assertThat(send("GET", "/openapi/v3", "Accept", "application/xml").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pods", "/namespaces/shop/pods/web-0", "/namespaces/shop/pods/nowhere", "/nodes", "?x=y"})
    void closesTheViewThatItHasRead(String path) throws Exception {
        CountedViews views = new CountedViews(Shop.view());
        try (LocalMetricsApi counting = LocalMetricsApi.start(0, views, routes -> {})) {
            send(counting, "GET", BETA + path);

            assertThat(views.taken()).isEqualTo(1);
            Awaitility.await().until(() -> views.open() == 0);
        }
    }

    @Test
    void tellsOfAFailureWithoutATrace() throws Exception {
        UsageView failing = (UsageView) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {UsageView.class}, (view, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    throw new IllegalStateException("secret");
                });
        try (LocalMetricsApi broken = LocalMetricsApi.start(0, () -> failing, routes -> {})) {
            HttpResponse<byte[]> response = send(broken, "GET", BETA + "/pods");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(text(response)).contains("\"reason\":\"InternalError\"").doesNotContain("secret", "Exception");
        }
    }

    @Test
    void tellsOfAFailureInTheMiddleOfAListInsteadOfTheList() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        UsageView failing = (UsageView) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {UsageView.class}, (view, method, arguments) -> {
                    if (method.getName().equals("node") && asked.incrementAndGet() == 3) {
                        throw new IllegalStateException("secret");
                    }
                    return method.invoke(Shop.view(), arguments);
                });
        try (LocalMetricsApi broken = LocalMetricsApi.start(0, () -> failing, routes -> {})) {
            HttpResponse<byte[]> response = send(broken, "GET", BETA + "/pods");

            assertThat(asked).hasValue(3);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(text(response)).startsWith("{\"kind\":\"Status\"").doesNotContain("PodMetricsList");
        }
    }

    @Test
    void listsItsPathsForTheIndex() {
        MetricsApiRoutes routes = new MetricsApiRoutes(
                () -> view[0],
                Shop.nodes(),
                Shop.pods(),
                Shop.VERSION,
                Shop.CLOCK,
                System::nanoTime,
                MetricsApiObserver.NOOP);

        assertThat(routes.paths())
                .containsExactly(
                        "/apis",
                        "/apis/metrics.k8s.io",
                        "/apis/metrics.k8s.io/v1",
                        BETA,
                        "/openapi/v2",
                        "/openapi/v3",
                        "/version");
    }

    /** Returns the status line for a path that the JDK's client would not send. */
    private String rawStatus(String path) throws IOException {
        URI address = URI.create(server.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(0, answer.indexOf('\r'));
        }
    }

    private static UsageView large() {
        ContainerUsage[] containers = new ContainerUsage[3000];
        for (int i = 0; i < containers.length; i++) {
            containers[i] = new ContainerUsage("c" + i, new ResourceUsage(i, i, 1, 1));
        }
        return FakeUsageView.of(
                2, List.of(FakeUsageView.nodeWithoutUsage("n1", FakeUsageView.pod("shop", "web-0", containers))));
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        return send(server, method, path, headers);
    }

    private HttpResponse<byte[]> send(LocalMetricsApi to, String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.address() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
