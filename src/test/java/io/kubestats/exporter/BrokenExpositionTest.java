package io.kubestats.exporter;

import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static io.kubestats.testing.ExpositionSamples.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubestats.config.ServingConfig;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.http.HttpServer;
import io.kubestats.model.NodeBatch;
import io.kubestats.scrape.TargetStatuses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An exposition that fails half-way is an error for its client in every format and coding, and is counted. */
class BrokenExpositionTest {
    /** Large enough that most of it has been sent, compressed or not, when it fails. */
    private static final NodeBatch[] MANY = IntStream.range(0, 300)
            .mapToObj(i -> node("node-" + i, pod("shop", "cart-" + i, "app")))
            .toArray(NodeBatch[]::new);

    private final SelfMetrics self = SelfMetrics.create("1.2.3", "abcdef0");
    private final HttpServer server = failingAfterTheData(self);
    private int port;

    @BeforeEach
    void start() throws Exception {
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, identity",
        "text/plain, gzip",
        "application/openmetrics-text;version=1.0.0, identity",
        "application/openmetrics-text;version=1.0.0, gzip"
    })
    void neverLooksWhole(String format, String coding) {
        assertThatThrownBy(() -> get("/metrics", "Accept", format, "Accept-Encoding", coding))
                .isInstanceOf(IOException.class);
    }

    @Test
    void isCounted() throws Exception {
        assertThatThrownBy(() -> get("/metrics", "Accept", "*/*")).isInstanceOf(IOException.class);
        assertThat(get("/metrics/values", "Accept", "*/*").statusCode()).isEqualTo(200);

        assertThat(failures("/metrics")).isEqualTo(1);
        assertThat(failures("/metrics/values")).isZero();
    }

    /** Returns a server whose {@code /metrics} fails between the node data and the self-metrics. */
    static HttpServer failingAfterTheData(SelfMetrics self) {
        TargetStatuses broken = () -> {
            throw new IllegalStateException("half way");
        };
        MetricsHandler handler = new MetricsHandler(
                () -> view(MANY), ObjectFacts.NONE, broken, self, ExpositionConfig.defaults(), () -> 0);
        ServingConfig anyPort = new ServingConfig("127.0.0.1", 0, 50, Duration.ofMinutes(1), Duration.ofSeconds(1));
        return new HttpServer(anyPort, List.of(handler), () -> 0);
    }

    private double failures(String path) {
        return self.registry()
                .getSampleValue("kubestats_expositions_failed_total", new String[] {"path"}, new String[] {path});
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .headers(headers)
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    }
}
