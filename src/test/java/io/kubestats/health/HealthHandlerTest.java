package io.kubestats.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.kubestats.health.HealthCheck.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class HealthHandlerTest {
    /** Jetty writes media types without the space that Go writes. */
    private static final String PLAIN_TEXT = "text/plain;charset=utf-8";

    private final HttpClient http = HttpClient.newHttpClient();
    private final DrainCheck drain = new DrainCheck();
    private volatile Result nodes = new Result.Ok();
    private final HealthHandler handler = new HealthHandler(
            List.of(new NamedCheck("scheduler-turning", Result.Ok::new)),
            List.of(new NamedCheck("nodes-scraped", () -> nodes), drain));
    private final Javalin server = Javalin.create(config -> {
        config.startup.showJavalinBanner = false;
        handler.register(config.routes);
    });

    @BeforeAll
    void start() {
        server.start("127.0.0.1", 0);
    }

    @AfterAll
    void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/livez",
                "/readyz",
                "/healthz",
                "/livez/ping",
                "/readyz/ping",
                "/healthz/ping",
                "/readyz/nodes-scraped",
                "/livez/scheduler-turning",
                "/healthz/scheduler-turning",
                "/readyz/shutdown",
                "/readyz?exclude=ping"
            })
    void saysOkAndNoMore(String path) throws Exception {
        nodes = new Result.Ok();

        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ok");
        assertThat(response.headers().firstValue("Content-Type")).hasValue(PLAIN_TEXT);
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/readyz?verbose|[+]ping ok~[+]nodes-scraped ok~[+]shutdown ok~readyz check passed~",
                "/readyz?verbose=true|[+]ping ok~[+]nodes-scraped ok~[+]shutdown ok~readyz check passed~",
                "/livez?verbose|[+]ping ok~[+]scheduler-turning ok~livez check passed~",
                "/healthz?verbose|[+]ping ok~[+]scheduler-turning ok~healthz check passed~",
                "/readyz?verbose&exclude=shutdown&exclude=ping|"
                        + "[+]ping excluded: ok~[+]nodes-scraped ok~[+]shutdown excluded: ok~readyz check passed~",
                "/livez?verbose&exclude=nope&exclude=a%22b%0a|"
                        + "[+]ping ok~[+]scheduler-turning ok~warn: some health checks cannot be excluded: "
                        + "no matches for \"ab\", \"nope\"~livez check passed~",
            })
    void tellsEachCheckWhenAsked(String path, String lines) throws Exception {
        nodes = new Result.Ok();

        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(lines.replace('~', '\n'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/readyz", "/readyz?verbose"})
    void failureIsAlwaysVerboseAndTellsWhy(String path) throws Exception {
        nodes = new Result.Failed("none of 3 nodes answered recently;\nnode-a: refused");

        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(PLAIN_TEXT);
        assertThat(response.body()).isEqualTo("""
                        [+]ping ok
                        [-]nodes-scraped failed: none of 3 nodes answered recently; node-a: refused
                        [+]shutdown ok
                        readyz check failed
                        """);
    }

    @Test
    void excludedFailureDoesNotCount() throws Exception {
        nodes = new Result.Failed("no");

        HttpResponse<String> response = get("/readyz?exclude=nodes-scraped");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ok");
    }

    @Test
    void oneCheckTellsItsReason() throws Exception {
        nodes = new Result.Failed("no");

        HttpResponse<String> response = get("/readyz/nodes-scraped");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("internal server error: no\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/readyz/nope", "/livez/nodes-scraped", "/livez/shutdown", "/readyz/ping/x"})
    void unknownCheckIsNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void headIsAnsweredWithoutBody() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(uri("/livez"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10))
                .build();

        HttpResponse<String> response = http.send(head, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void checkThatThrowsHasFailed() throws Exception {
        HealthHandler broken = new HealthHandler(
                List.of(new NamedCheck("broken", () -> {
                    throw new IllegalStateException("defect");
                })),
                List.of());
        Javalin other = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            broken.register(config.routes);
        });
        other.start("127.0.0.1", 0);

        HttpResponse<String> response = get(URI.create("http://127.0.0.1:" + other.port() + "/livez"));
        other.stop();

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .contains("[-]broken failed: the check itself failed: java.lang.IllegalStateException: defect\n");
    }

    @Test
    void readyzFailsOnceDrainBegins() {
        DrainCheck check = new DrainCheck();
        Result before = check.check();

        check.begin();

        assertThat(before).isEqualTo(new Result.Ok());
        assertThat(check.check()).isEqualTo(new Result.Failed("process is shutting down"));
        assertThat(check.name()).isEqualTo("shutdown");
    }

    @Test
    void listsItsPaths() {
        assertThat(handler.paths())
                .containsExactly(
                        "/healthz",
                        "/healthz/ping",
                        "/healthz/scheduler-turning",
                        "/livez",
                        "/livez/ping",
                        "/livez/scheduler-turning",
                        "/readyz",
                        "/readyz/ping",
                        "/readyz/nodes-scraped",
                        "/readyz/shutdown");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(uri(path));
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /** A check with a configurable result. */
    private record NamedCheck(String name, Supplier<Result> result) implements HealthCheck {
        @Override
        public Result check() {
            return result.get();
        }
    }
}
