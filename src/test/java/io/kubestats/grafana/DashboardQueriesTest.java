package io.kubestats.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubestats.grafana.PrometheusClient.Series;
import io.kubestats.grafana.ShippedDashboard.Shown;
import io.kubestats.testing.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * No panel is ever empty or absurd: a demo of 20 nodes, a real Prometheus that scrapes it as two replicas, and every
 * query of every panel.
 */
@Timeout(120)
class DashboardQueriesTest {
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

    /** What may have no data, and why; what such queries are made of is asked elsewhere too. */
    private static final Map<String, String> MAY_BE_EMPTY = Map.of(
            "kubestats-self: Refused expositions", "the counter has no series before the first is refused",
            "kubestats-self: Objects known", "the demo watches no API server",
            "kubestats-self: Watching", "the demo watches no API server",
            "kubestats-self: Certificate ends in", "the demo has no certificate of its own",
            "kubestats-self: Who asked, and whether they may", "the demo lets everybody in",
            "kubestats-storage: Claims: Full in", "volumes that do not grow are never full; see Growth and Free",
            "kubestats-storage: Full soonest", "the same, drawn over time");

    private static final Map<String, String> MAY_BE_EMPTY_FOR_ONE = Map.of(
            "kubestats-storage: Largest volumes without a claim: Used",
            "a namespace has not such a volume on every node; over all there are some",
            "kubestats-rightsizing: CPU without a request: Used",
            "in most namespaces every container asked for something",
            "kubestats-rightsizing: Memory without a request: Used",
            "in most namespaces every container asked for something");

    /** Who asked for little may use many times as much; an absurd share is one that no machine could reach. */
    private static final double MOST_OF_REQUESTS = 100;

    private static final Set<String> MAY_SHRINK =
            Set.of("kubestats-storage: Claims: Growth", "kubestats-storage: Fastest growth");
    private static final int NODES = 20;
    private static final int PODS = 600;

    /** A pod, with its node, that has all that a pod can have: a claim, a network, a limit, pressure and swap. */
    private static final String RICH_POD = "kubestats_pod_info"
            + " and on (namespace, pod) kubestats_volume_used_bytes{persistentvolumeclaim!=\"\"}"
            + " and on (namespace, pod) kubestats_pod_network_receive_bytes_total"
            + " and on (namespace, pod) kubestats_container_memory_available_bytes"
            + " and on (namespace, pod) kubestats_container_resource_requests{resource=\"cpu\"}"
            + " and on (namespace, pod) kubestats_container_resource_limits{resource=\"cpu\"}"
            + " and on (namespace, pod) kubestats_container_pressure_cpu_waiting_seconds_total"
            + " and on (namespace, pod) kubestats_container_swap_usage_bytes"
            + " and on (namespace, pod) kubestats_pod_processes";

    private final List<ShippedDashboard> dashboards = ShippedDashboard.all();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void needsPrometheus() {
        assumeTrue(Programs.isInstalled("prometheus"), "prometheus is not installed (apt-get install prometheus)");
    }

    @Test
    void bringDataWithinReasonWhateverIsChosen() throws Exception {
        int service = Program.freePort();
        int port = Program.freePort();
        try (Program demo = demo(service);
                Program prometheus = prometheus(service, port)) {
            PrometheusClient metrics = new PrometheusClient(port);
            untilThereIsEnough(metrics, service);
            assertThat(demo.process().isAlive()).isTrue();
            assertThat(prometheus.process().isAlive()).isTrue();

            List<String> wrong = new ArrayList<>();
            for (ShippedDashboard dashboard : dashboards) {
                wrong.addAll(wrong(metrics, dashboard, all(metrics, dashboard), Set.of()));
                wrong.addAll(wrong(metrics, dashboard, one(metrics, dashboard), MAY_BE_EMPTY_FOR_ONE.keySet()));
            }

            assertThat(wrong).isEmpty();
            agreesWithTheMetricsApi(metrics, service);
            addsUp(metrics);
            assertThat(value(metrics, "kubestats-overview", "Nodes, pods, containers", 0))
                    .isEqualTo(NODES);
            assertThat(value(metrics, "kubestats-overview", "Nodes, pods, containers", 1))
                    .isEqualTo(PODS);
            assertThat(value(metrics, "kubestats-overview", "Nodes not reached", 0))
                    .isZero();
        }
    }

    /**
     * What {@code kubectl top} shows of a pod's memory is what the panels show within one resolution, as the demo moves
     * on. The panels also have pods that do not run yet.
     */
    private void agreesWithTheMetricsApi(PrometheusClient metrics, int service) throws Exception {
        Map<String, Double> served = new HashMap<>();
        JsonNode pods = new ObjectMapper().readTree(ask(service, "/apis/metrics.k8s.io/v1beta1/pods"));
        for (JsonNode pod : pods.path("items")) {
            for (JsonNode container : pod.path("containers")) {
                double bytes = bytes(container.path("usage").path("memory").asText());
                JsonNode name = pod.path("metadata");
                served.merge(
                        name.path("namespace").asText() + "/"
                                + name.path("name").asText(),
                        bytes,
                        Double::sum);
            }
        }

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Map<String, Double> least = memoryByPod(metrics, "min_over_time");
            Map<String, Double> most = memoryByPod(metrics, "max_over_time");
            assertThat(served).hasSizeGreaterThan(PODS / 2);
            served.forEach((pod, bytes) -> assertThat(bytes)
                    .as(pod)
                    .isBetween(0.99 * least.getOrDefault(pod, 0.0), 1.01 * most.getOrDefault(pod, 0.0)));
        });
    }

    private static Map<String, Double> memoryByPod(PrometheusClient metrics, String overTime) throws Exception {
        Map<String, Double> shown = new HashMap<>();
        for (Series series : metrics.query(overTime + "((sum by (namespace, pod) (max by (namespace, pod, container)"
                + " (kubestats_container_memory_working_set_bytes)))[15s:1s])")) {
            JsonNode pod = series.labels();
            shown.put(pod.path("namespace").asText() + "/" + pod.path("pod").asText(), series.value());
        }
        return shown;
    }

    /** Bytes as Kubernetes writes them: in the largest of these units that leaves no rest. */
    private static double bytes(String quantity) {
        String number = quantity.replaceAll("[KMG]i$", "");
        int thousands = " KMG".indexOf(quantity.charAt(Math.min(number.length(), quantity.length() - 1)));
        return Long.parseLong(number) * Math.pow(1024, Math.max(0, thousands));
    }

    /** The parts of a sum are drawn by one panel, the sum by another. */
    private void addsUp(PrometheusClient metrics) throws Exception {
        double whole = value(metrics, "kubestats-namespaces", "Memory", 0);
        double parts = values(metrics, "kubestats-namespaces", "Memory by namespace", 0).stream()
                .mapToDouble(Series::value)
                .sum();
        double requested = value(metrics, "kubestats-rightsizing", "Memory requested", 0);
        double byWorkload = metrics.query("sum(max by (namespace, pod, container)"
                        + " (kubestats_container_resource_requests{resource=\"memory\"}))")
                .get(0)
                .value();

        assertThat(parts).isCloseTo(whole, withinPercentage(5));
        assertThat(requested).isEqualTo(byWorkload);
    }

    private double value(PrometheusClient metrics, String uid, String title, int target) throws Exception {
        return values(metrics, uid, title, target).get(0).value();
    }

    private List<Series> values(PrometheusClient metrics, String uid, String title, int target) throws Exception {
        for (ShippedDashboard dashboard : dashboards) {
            for (Shown panel : dashboard.panels()) {
                if (panel.name().equals(uid + ": " + title)) {
                    Choice choice = all(metrics, dashboard);
                    return metrics.query(choice.resolve(panel.expressions().get(target)));
                }
            }
        }
        throw new AssertionError("no panel " + title);
    }

    /** What is empty, or out of its unit's limits. */
    private static List<String> wrong(
            PrometheusClient metrics, ShippedDashboard dashboard, Choice choice, Set<String> mayBeEmpty)
            throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Shown panel : dashboard.panels()) {
            for (JsonNode target : panel.targets()) {
                String name = panel.isTable() ? panel.name() + ": " + panel.heading(target) : panel.name();
                String query = choice.resolve(target.path("expr").asText());
                assertThat(query).doesNotContain("$");
                List<Series> numbers =
                        metrics.query(query).stream().filter(Series::isNumber).toList();
                if (numbers.isEmpty() && !MAY_BE_EMPTY.containsKey(name) && !mayBeEmpty.contains(name)) {
                    wrong.add(name + " is empty: " + query);
                }
                double most = panel.unit(target).equals("percentunit") ? mostOfShare(name) : Double.MAX_VALUE;
                double least = MAY_SHRINK.contains(name) ? -Double.MAX_VALUE : 0;
                numbers.stream()
                        .filter(series -> series.value() < least || series.value() > most)
                        .forEach(series -> wrong.add(name + " is absurd: " + series + " of " + query));
            }
        }
        return wrong;
    }

    private static double mostOfShare(String name) {
        return name.endsWith("of requests") || name.endsWith("Of requests") ? MOST_OF_REQUESTS : 1.05;
    }

    /** All of everything, but one pod where a dashboard is about one. */
    private static Choice all(PrometheusClient metrics, ShippedDashboard dashboard) throws Exception {
        Map<String, String> chosen = new HashMap<>();
        for (JsonNode variable : dashboard.variables()) {
            if (variable.path("type").asText().equals("query")) {
                String all = variable.path("allValue").asText("");
                chosen.put(
                        variable.path("name").asText(),
                        all.isEmpty() ? choose(metrics, variable, new Choice(chosen)) : all);
            }
        }
        return new Choice(chosen);
    }

    /** One of everything; the cluster has no name in this Prometheus, as in most. */
    private static Choice one(PrometheusClient metrics, ShippedDashboard dashboard) throws Exception {
        Map<String, String> chosen = new HashMap<>(Map.of("cluster", ".*"));
        for (JsonNode variable : dashboard.variables()) {
            if (variable.path("type").asText().equals("query") && !chosen.containsKey(name(variable))) {
                chosen.put(name(variable), choose(metrics, variable, new Choice(chosen)));
            }
        }
        return new Choice(chosen);
    }

    /** That of a variable's values which goes with the rich pod. */
    private static String choose(PrometheusClient metrics, JsonNode variable, Choice before) throws Exception {
        Matcher query = LABEL_VALUES.matcher(variable.path("query").asText());
        assertThat(query.matches()).isTrue();
        List<String> values = metrics.labelValues(query.group(2), before.resolve(query.group(1)));
        assertThat(values).as(variable.toString()).isNotEmpty();
        String chosen = richPod(metrics).path(query.group(2)).asText();
        assertThat(values).as(name(variable)).contains(chosen);
        return chosen;
    }

    private static JsonNode richPod(PrometheusClient metrics) throws Exception {
        List<Series> pods = metrics.query(RICH_POD);
        assertThat(pods).isNotEmpty();
        return pods.stream()
                .map(Series::labels)
                .min((one, other) -> one.toString().compareTo(other.toString()))
                .orElseThrow();
    }

    private static String name(JsonNode variable) {
        return variable.path("name").asText();
    }

    /** Half a minute of data, while somebody asks the Metrics API. */
    private void untilThereIsEnough(PrometheusClient metrics, int service) {
        await().atMost(Duration.ofSeconds(80))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    ask(service, "/apis/metrics.k8s.io/v1beta1/nodes");
                    ask(service, "/apis/metrics.k8s.io/v1beta1/pods?limit=10");
                    List<Series> scrapes = metrics.query("min(count_over_time(kubestats_pod_info[2m])) >= 15");
                    return !scrapes.isEmpty();
                });
    }

    private String ask(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private Program demo(int port) throws IOException {
        return Program.start(
                directory.resolve("demo.log"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.kubestats.cli.Main",
                        "demo",
                        "--listen",
                        "127.0.0.1:" + port,
                        "--metric-resolution",
                        "2s",
                        "--full-resolution",
                        "4s",
                        "--kubeconfig-out",
                        directory.resolve("kubeconfig").toString()));
    }

    /** The same service under two instances: what two replicas tell. */
    private Program prometheus(int service, int port) throws IOException {
        Path rules = Path.of("prometheus", "rules", "kubestats-recording.yaml").toAbsolutePath();
        Path config = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s}
                rule_files: ["%2$s"]
                scrape_configs:
                  - job_name: kubestats
                    honor_labels: true
                    static_configs:
                      - {targets: ["127.0.0.1:%1$d"], labels: {instance: replica-a}}
                      - {targets: ["127.0.0.1:%1$d"], labels: {instance: replica-b}}
                """.formatted(service, rules));
        return Program.start(
                directory.resolve("prometheus.log"),
                Programs.command(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port));
    }
}
