package io.kubestats.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Client for a Prometheus on loopback, with the queries that Grafana sends. */
final class PrometheusClient {
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    PrometheusClient(int port) {
        this.port = port;
    }

    /** Returns every series of the query's current result. */
    List<Series> query(String expression) throws IOException, InterruptedException {
        List<Series> all = new ArrayList<>();
        for (JsonNode series :
                get("/api/v1/query?query=" + encoded(expression), expression).path("result")) {
            all.add(new Series(
                    series.path("metric"),
                    Double.parseDouble(series.path("value").path(1).asText())));
        }
        return all;
    }

    /** Returns the values of a label in those series. */
    List<String> labelValues(String label, String series) throws IOException, InterruptedException {
        List<String> values = new ArrayList<>();
        get("/api/v1/label/" + label + "/values?match[]=" + encoded(series), series)
                .forEach(value -> values.add(value.asText()));
        return values;
    }

    private JsonNode get(String path, String asked) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + path.replace("[", "%5B").replace("]", "%5D")))
                .timeout(Duration.ofSeconds(20))
                .build();
        JsonNode answer = new ObjectMapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
        assertThat(answer.path("status").asText()).as(asked + "\n" + answer).isEqualTo("success");
        return answer.path("data");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** A series and its value; NaN results from dividing 0 by 0. */
    record Series(JsonNode labels, double value) {
        boolean isNumber() {
            return Double.isFinite(value);
        }

        boolean isOf(String node) {
            return labels.path("node").asText().equals(node);
        }
    }
}
