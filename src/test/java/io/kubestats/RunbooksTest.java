package io.kubestats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.testing.Program;
import io.kubestats.testing.Programs;
import io.kubestats.testing.PrometheusRelease;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Prometheus queries in the runbooks. */
class RunbooksTest {
    private static final Path RUNBOOKS = Path.of("docs", "runbooks");
    private static final String INDENT = "    ";
    private static final String ADDRESS = "http://127.0.0.1:9090";

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @EnumSource
    void queriesWorkAsWritten(PrometheusRelease release) throws IOException, InterruptedException {
        List<String> queries = queries();
        int port = Program.freePort();
        String here = "http://127.0.0.1:" + port;
        Path config = Files.writeString(directory.resolve("prometheus.yml"), "global: {scrape_interval: 1m}\n");
        try (Program prometheus = Program.start(
                directory.resolve("log"),
                Programs.command(
                        release.program("prometheus"),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port))) {
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> isReady(here));
            assertThat(prometheus.process().isAlive()).isTrue();

            String script = String.join("\n", queries)
                    .replace(ADDRESS, here)
                    .replaceAll("(?m)^promtool", release.program("promtool"));
            Programs.Answer answer = Programs.run(directory, script, Duration.ofMinutes(2), List.of("sh", "-ex"));

            assertThat(queries).hasSizeGreaterThan(40);
            assertThat(answer.exitCode()).as(answer.said()).isZero();
        }
    }

    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            for (Path file : files.sorted().toList()) {
                Files.readString(file, UTF_8)
                        .lines()
                        .filter(line -> line.startsWith(INDENT + "promtool query instant " + ADDRESS))
                        .map(String::strip)
                        .forEach(queries::add);
            }
        }
        return queries;
    }

    private static boolean isReady(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/-/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }
}
