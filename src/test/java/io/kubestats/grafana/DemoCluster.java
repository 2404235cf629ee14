package io.kubestats.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.demo.PassingDemo;
import io.kubestats.demo.cluster.DemoConfig;
import io.kubestats.testing.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A demo that runs for the duration of a test.
 *
 * @param name the value of the label {@code cluster}; empty for a cluster without a name
 * @param nodes the names of the nodes: equal in all demos of the same size
 */
record DemoCluster(String name, Program program, int port, List<String> nodes) implements AutoCloseable {
    /** The demo's default. */
    static final int PODS_PER_NODE = 30;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static DemoCluster start(String name, Path directory, int nodes, String... flags) throws IOException {
        int port = Program.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.kubestats.cli.Main",
                "demo",
                "--nodes",
                String.valueOf(nodes),
                "--listen",
                "127.0.0.1:" + port,
                "--metric-resolution",
                "2s",
                "--full-resolution",
                "4s",
                "--kubeconfig-out",
                directory.resolve("kubeconfig" + name).toString()));
        command.addAll(List.of(flags));
        Program program = Program.start(directory.resolve("demo" + name + ".log"), command);
        PassingDemo same = new PassingDemo(DemoConfig.of(nodes, PODS_PER_NODE), Set.of());
        return new DemoCluster(
                name, program, port, same.nodes().stream().map(NodeMeta::name).toList());
    }

    /** Sends requests to the Metrics API, so that its request metrics have data. */
    void askAround() throws IOException, InterruptedException {
        ask("/apis/metrics.k8s.io/v1beta1/nodes");
        ask("/apis/metrics.k8s.io/v1beta1/pods?limit=10");
    }

    /** Returns the memory in {@code kubectl top pods} at present, by {@code namespace/pod}. */
    Map<String, Double> servedMemory() throws IOException, InterruptedException {
        Map<String, Double> served = new HashMap<>();
        JsonNode pods = new ObjectMapper().readTree(ask("/apis/metrics.k8s.io/v1beta1/pods"));
        for (JsonNode pod : pods.path("items")) {
            JsonNode meta = pod.path("metadata");
            String name =
                    meta.path("namespace").asText() + "/" + meta.path("name").asText();
            for (JsonNode container : pod.path("containers")) {
                served.merge(name, bytes(container.path("usage").path("memory").asText()), Double::sum);
            }
        }
        return served;
    }

    /** Parses bytes as Kubernetes writes them: in the largest of these units without a remainder. */
    private static double bytes(String quantity) {
        String number = quantity.replaceAll("[KMG]i$", "");
        int thousands = " KMG".indexOf(quantity.charAt(Math.min(number.length(), quantity.length() - 1)));
        return Long.parseLong(number) * Math.pow(1024, Math.max(0, thousands));
    }

    private String ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    @Override
    public void close() {
        program.close();
    }
}
