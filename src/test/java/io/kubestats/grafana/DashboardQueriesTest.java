package io.kubestats.grafana;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.grafana.PrometheusClient.Series;
import io.kubestats.testing.PrometheusRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No panel is ever empty or absurd: a demo of 20 nodes and a small one that loses a node after a minute, real
 * Prometheus servers that scrape each as two replicas, and every query of every panel. Slow conditions come last.
 */
@Timeout(240)
@TestMethodOrder(OrderAnnotation.class)
class DashboardQueriesTest {
    private static final int NODES = 20;
    private static final int PODS = NODES * DemoCluster.PODS_PER_NODE;
    private static final int FEW_NODES = 5;
    private static final int FEW_PODS = FEW_NODES * DemoCluster.PODS_PER_NODE;
    private static final String ALL = ".*";
    private static final String UNNAMED = "";
    private static final String LOSING = "losing";

    /**
     * Panels with data for a node whose kubelet is dead: its reachability, its scrapes, and the values of
     * node_exporter.
     */
    private static final Set<String> SHOWING_A_DEAD_NODE = Set.of(
            "kubestats-node: Disk I/O",
            "kubestats-node: Disk utilisation",
            "kubestats-node: File systems",
            "kubestats-node: Load",
            "kubestats-node: Reached",
            "kubestats-nodes: Nodes: Reached",
            "kubestats-overview: Nodes: Reached",
            "kubestats-self: Longest without a successful scrape: Last successful scrape",
            "kubestats-self: Slowest kubelets: Took");

    private static final int REACHED = 8;

    @TempDir
    private static Path directory = Path.of("");

    /** Most recently started first. */
    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();

    private static final List<DemoCluster> CLUSTERS = new ArrayList<>();
    private static final Map<PrometheusRelease, Scraper> SCRAPERS = new EnumMap<>(PrometheusRelease.class);

    @BeforeAll
    static void start() throws IOException {
        List<PrometheusRelease> releases = Arrays.stream(PrometheusRelease.values())
                .filter(release -> release.has("prometheus"))
                .toList();
        if (releases.isEmpty()) {
            return;
        }
        FakeNodeExporter exporter = started(FakeNodeExporter.start());
        CLUSTERS.add(started(DemoCluster.start(UNNAMED, directory, NODES)));
        CLUSTERS.add(started(DemoCluster.start(LOSING, directory, FEW_NODES, "--scenario", "kubelet-down")));
        started(Visitors.of(CLUSTERS));
        for (PrometheusRelease release : releases) {
            SCRAPERS.put(release, started(Scraper.start(release, directory, CLUSTERS, exporter)));
        }
    }

    private static <T extends AutoCloseable> T started(T thing) {
        STARTED.push(thing);
        return thing;
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable thing : STARTED) {
            thing.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void panelsBringDataWithinReasonWhateverIsChosen(PrometheusRelease release) throws Exception {
        PrometheusClient metrics = metrics(release);
        PanelQueries panels = new PanelQueries(metrics, UNNAMED);
        untilThereIsEnough(metrics);

        assertThat(panels.wrong()).isEmpty();
        assertThat(panels.value("kubestats-overview", "Nodes, pods, containers", 0))
                .isEqualTo(NODES);
        assertThat(panels.value("kubestats-overview", "Nodes, pods, containers", 1))
                .isEqualTo(PODS);
        assertThat(panels.value("kubestats-overview", "Nodes not reached", 0)).isZero();
        addsUp(panels, metrics, UNNAMED);
        agreesWithTheMetricsApi(metrics, CLUSTERS.get(0), PODS);
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void panelsOfTwoClustersAtOnceBringDataWithinReason(PrometheusRelease release) throws Exception {
        PanelQueries panels = new PanelQueries(metrics(release), ALL);

        assertThat(panels.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Order(3)
    void panelsTellOfADeadNodeAndForgetItsValues(PrometheusRelease release) throws Exception {
        PrometheusClient metrics = metrics(release);
        PanelQueries panels = new PanelQueries(metrics, LOSING);
        String dead = untilANodeIsForgotten(metrics);

        assertThat(panels.wrong()).isEmpty();
        assertThat(panels.showing(dead)).isEqualTo(SHOWING_A_DEAD_NODE);
        assertThat(panels.value("kubestats-overview", "Nodes not reached", 0)).isEqualTo(1);
        assertThat(panels.values("kubestats-overview", "Nodes", REACHED))
                .filteredOn(node -> node.isOf(dead))
                .extracting(Series::value)
                .containsExactly(0.0);
        assertThat(panels.value("kubestats-self", "Nodes stale or missing", 0)).isEqualTo(1);
        assertThat(panels.value("kubestats-overview", "Nodes, pods, containers", 0))
                .isEqualTo(FEW_NODES - 1);
        assertThat(panels.value("kubestats-overview", "Nodes, pods, containers", 1))
                .isEqualTo(FEW_PODS - DemoCluster.PODS_PER_NODE);
        addsUp(panels, metrics, LOSING);
        agreesWithTheMetricsApi(metrics, CLUSTERS.get(1), FEW_PODS);
    }

    private static PrometheusClient metrics(PrometheusRelease release) {
        release.program("prometheus");
        return requireNonNull(SCRAPERS.get(release)).metrics();
    }

    /** Waits for half a minute of data that exists from the start; pods come and go. */
    private static void untilThereIsEnough(PrometheusClient metrics) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> !metrics.query("min(count_over_time(kubestats_node_info[2m])) >= 15")
                        .isEmpty());
    }

    /** Waits until the data of a node expires, after a minute plus the age limit, and returns the node's name. */
    private static String untilANodeIsForgotten(PrometheusClient metrics) {
        String lost = "kubestats_node_scrape_success{instance=\"replica-a\"} == 0"
                + " unless on (cluster, node) kubestats_node_memory_working_set_bytes"
                + " unless on (cluster, node) rate(kubestats_node_cpu_usage_seconds_total[20s])";
        return await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> metrics.query(lost), nodes -> nodes.size() == 1)
                .get(0)
                .labels()
                .path("node")
                .asText();
    }

    /** One panel shows the parts of a sum, another one the sum. */
    private static void addsUp(PanelQueries panels, PrometheusClient metrics, String cluster) throws Exception {
        double whole = panels.value("kubestats-namespaces", "Memory", 0);
        double parts = panels.values("kubestats-namespaces", "Memory by namespace", 0).stream()
                .mapToDouble(Series::value)
                .sum();
        double requested = panels.value("kubestats-rightsizing", "Memory requested", 0);
        double byContainer = metrics.query("sum(max by (namespace, pod, container)"
                        + " (kubestats_container_resource_requests{resource=\"memory\", cluster=\"" + cluster + "\"}))")
                .get(0)
                .value();

        assertThat(parts).isCloseTo(whole, withinPercentage(5));
        assertThat(requested).isEqualTo(byContainer);
    }

    /**
     * The memory of a pod in {@code kubectl top} equals the panels' within one resolution, because the demo keeps
     * changing. The panels also have pods that are not running yet.
     */
    private static void agreesWithTheMetricsApi(PrometheusClient metrics, DemoCluster cluster, int pods)
            throws Exception {
        Map<String, Double> served = cluster.servedMemory();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Map<String, Double> least = memoryByPod(metrics, cluster, "min_over_time");
            Map<String, Double> most = memoryByPod(metrics, cluster, "max_over_time");
            assertThat(served).hasSizeGreaterThan(pods / 2);
            served.forEach((pod, bytes) -> assertThat(bytes)
                    .as(pod)
                    .isBetween(0.99 * least.getOrDefault(pod, 0.0), 1.01 * most.getOrDefault(pod, 0.0)));
        });
    }

    private static Map<String, Double> memoryByPod(PrometheusClient metrics, DemoCluster cluster, String overTime)
            throws Exception {
        Map<String, Double> shown = new HashMap<>();
        String bytes = "sum by (namespace, pod) (max by (namespace, pod, container)"
                + " (kubestats_container_memory_working_set_bytes{cluster=\"" + cluster.name() + "\"}))";
        for (Series series : metrics.query(overTime + "((" + bytes + ")[15s:1s])")) {
            JsonNode pod = series.labels();
            shown.put(pod.path("namespace").asText() + "/" + pod.path("pod").asText(), series.value());
        }
        return shown;
    }
}
