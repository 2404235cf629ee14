package io.kubestats.incluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.testing.FakeAnswer;
import io.kubestats.testing.FakeKubelet;
import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.InstalledKubestats;
import io.kubestats.testing.controlplane.NodeShape;
import io.kubestats.testing.controlplane.RealCluster;
import io.kubestats.testing.controlplane.SimulatedNode;
import io.kubestats.tls.PrivateKeys;
import io.kubestats.tls.TlsContexts;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of every kind side by side, and their representation. */
@ExtendWith(RealCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeKindsTest {
    private static final Duration SOON = Duration.ofSeconds(45);

    @TempDir
    static Path folder;

    private final List<AutoCloseable> parts = new ArrayList<>();
    private ControlPlane plane;
    private SimulatedNode plain;
    private List<SimulatedNode> virtual = List.of();
    private InstalledKubestats kubestats;

    @BeforeAll
    void install(ControlPlane given) throws Exception {
        plane = given;
        plain = added(SimulatedNode.create(plane, "kinds-plain"));
        plain.run("default", "on-plain", "app=kinds", 250_000_000, 64 << 20);
        SimulatedNode six = added(SimulatedNode.create(
                plane, NodeShape.named("kinds-six").at("::1"), plane.cluster().issue("CN=any", "::1")));
        six.run("default", "on-six", "app=kinds", 250_000_000, 64 << 20);
        SimulatedNode windows = added(
                SimulatedNode.create(plane, NodeShape.named("kinds-windows").labelled("kubernetes.io/os", "windows")));
        windows.run("default", "on-windows", "app=kinds", 250_000_000, 64 << 20);
        List.of("/stats/summary", "/stats/summary?only_cpu_and_memory=true")
                .forEach(
                        path -> windows.kubelet().answer(path, () -> WindowsSummary.of("kinds-windows", "on-windows")));
        // The node's other form would have different counters.
        windows.kubelet().answer("/metrics/resource", FakeAnswer.text(404, "404 page not found"));
        added(SimulatedNode.create(plane, NodeShape.named("kinds-nowhere").withoutAddress()));
        clock("kinds-ahead", Duration.ofHours(1));
        clock("kinds-behind", Duration.ofHours(-1));
        virtual = List.of(virtual("kinds-virtual-404", 404), virtual("kinds-virtual-501", 501));
        // Long enough for the first scrapes of a cold process on a busy machine, whose failures would be logged too.
        kubestats = InstalledKubestats.start(plane, folder, 6);
        parts.add(0, kubestats);
        await().atMost(SOON).ignoreExceptions().until(kubestats::isAvailable);
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            assertThat(plane.kubectl("top", "pods", "-l", "app in (kinds, clocks)"))
                    .hasLineCount(6);
            assertThat(readyz().body()).contains("not scraped: kinds-virtual-404, kinds-virtual-501");
        });
    }

    private void clock(String name, Duration ahead) throws Exception {
        SimulatedNode node = added(SimulatedNode.create(plane, name));
        node.setClock(ahead);
        node.run("default", "on-" + name, "app=clocks", 250_000_000, 64 << 20);
    }

    private SimulatedNode virtual(String name, int status) throws Exception {
        SimulatedNode node = added(SimulatedNode.create(
                plane,
                NodeShape.named(name).labelled("type", "virtual-kubelet").tainted("virtual-kubelet.io/provider")));
        for (String path : List.of("/stats/summary", "/stats/summary?only_cpu_and_memory=true", "/metrics/resource")) {
            node.kubelet().answer(path, FakeAnswer.text(status, "not implemented"));
        }
        return node;
    }

    private SimulatedNode added(SimulatedNode node) {
        parts.add(node);
        return node;
    }

    @AfterAll
    void takeAway() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
    }

    @Test
    void showsThoseThatMeasureAndCallsTheOthersUnknown() throws Exception {
        assertThat(plane.kubectl("top", "nodes"))
                .containsPattern("kinds-plain +2\\d\\dm +6% +64Mi")
                .containsPattern("kinds-six +2\\d\\dm +6% +64Mi")
                .containsPattern("kinds-windows +2\\d\\dm +6% +1024Mi")
                .containsPattern("kinds-nowhere +<unknown>")
                .containsPattern("kinds-virtual-404 +<unknown>")
                .containsPattern("kinds-virtual-501 +<unknown>");
        assertThat(plane.kubectl("top", "pods", "-l", "app=kinds"))
                .containsPattern("on-plain +2\\d\\dm +64Mi")
                .containsPattern("on-six +2\\d\\dm +64Mi")
                .containsPattern("on-windows +2\\d\\dm +64Mi");
    }

    @Test
    void isReadyAndRemarksWhichNodesItDoesNotScrape() throws Exception {
        HttpResponse<String> readyz = readyz();

        assertThat(readyz.statusCode()).isEqualTo(200);
        assertThat(readyz.body())
                .contains("[+]nodes-synced ok: not scraped, since without an address of a type in"
                        + " --kubelet-preferred-address-types: kinds-nowhere\n")
                .contains("[+]nodes-scraped ok: without statistics, not scraped: kinds-virtual-404,"
                        + " kinds-virtual-501; --node-selector leaves them out\n");
    }

    @Test
    void saysOfEachInOneLineWhatToDoAndAsksThoseWithoutStatisticsOnce() {
        int before = plain.kubelet().asked().size();
        await().atMost(SOON).until(() -> plain.kubelet().asked().size() >= before + 3);

        for (SimulatedNode node : virtual) {
            assertThat(node.kubelet().asked())
                    .extracting(FakeKubelet.Asked::pathAndQuery)
                    .containsExactlyInAnyOrder("/stats/summary", "/metrics/resource");
            assertThat(log(node.name()))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("WARN", "it has no statistics (", "--node-selector 'type!=virtual-kubelet'"));
        }
        assertThat(log("kinds-nowhere"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("WARN", "it has no address of a type in --kubelet-preferred-address-types"));
        for (String good : List.of("kinds-plain", "kinds-six", "kinds-windows")) {
            assertThat(log(good)).isEmpty();
        }
    }

    @Test
    void showsNodesWhoseClockIsWrongWithTheirTimesAndSaysSo() throws Exception {
        assertThat(plane.kubectl("top", "nodes"))
                .containsPattern("kinds-ahead +2\\d\\dm +6% +64Mi")
                .containsPattern("kinds-behind +2\\d\\dm +6% +64Mi");
        assertThat(readyz().body())
                .containsPattern("\\[\\+]kubelet-clocks ok: differing from ours: kinds-ahead \\(3\\d\\d\\d s ahead\\),"
                        + " kinds-behind \\(3\\d\\d\\d s behind\\); set it there or here \\(NTP\\)\n");
        for (String node : List.of("kinds-ahead", "kinds-behind")) {
            assertThat(kubestats.process().log().lines())
                    .filteredOn(line -> line.contains(node))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("WARN", "a clock differs from ours"));
        }
        assertThat(age("kinds-ahead")).isBetween(Duration.ofMinutes(-60), Duration.ofMinutes(-55));
        assertThat(age("kinds-behind")).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(65));
    }

    @Test
    void leavesNothingForAlertsOnOutages() throws Exception {
        String metrics = metrics();

        assertThat(metrics.lines().filter(line -> line.startsWith("kubestats_node_scrape_success{")))
                .containsExactlyInAnyOrder(
                        "kubestats_node_scrape_success{node=\"kinds-ahead\",} 1.0",
                        "kubestats_node_scrape_success{node=\"kinds-behind\",} 1.0",
                        "kubestats_node_scrape_success{node=\"kinds-plain\",} 1.0",
                        "kubestats_node_scrape_success{node=\"kinds-six\",} 1.0",
                        "kubestats_node_scrape_success{node=\"kinds-windows\",} 1.0");
        assertThat(metrics)
                .contains("kubestats_store_nodes{state=\"unsupported\",} 2.0")
                .contains("kubestats_store_nodes{state=\"missing\",} 0.0")
                .doesNotContain("kubestats_node_breaker_open{node=\"kinds-virtual");
    }

    @Test
    void writesOfWindowsWhatItSaysAndNothingElse() throws Exception {
        List<String> series = metrics()
                .lines()
                .filter(line -> line.contains("kinds-windows") || line.contains("on-windows"))
                .toList();

        assertThat(series)
                .anyMatch(line -> line.startsWith("kubestats_container_memory_working_set_bytes{"))
                .anyMatch(line -> line.contains("interface=\"vEthernet (nat) \\\"quoted\\\"\""))
                .noneMatch(line -> line.contains("rss") || line.contains("swap") || line.contains("pressure"))
                .noneMatch(line -> line.contains("errors") || line.contains("_faults"));
        assertThat(metrics().lines().filter(line -> line.startsWith("kubestats_parse_anomalies_total{")))
                .filteredOn(line -> !line.contains("future_sample")) // Of the clock that is ahead.
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" 0.0"));
    }

    private Duration age(String node) throws Exception {
        String time = plane.kubectl("get", "--raw", "/apis/metrics.k8s.io/v1beta1/nodes/" + node);
        Matcher timestamp = Pattern.compile("\"timestamp\":\"([^\"]+)\"").matcher(time);
        assertThat(timestamp.find()).isTrue();
        return Duration.between(Instant.parse(timestamp.group(1)), Instant.now());
    }

    private HttpResponse<String> readyz() throws Exception {
        return DirectRequests.get(kubestats.address() + "/readyz?verbose", new KeyManager[0]);
    }

    private List<String> log(String node) {
        Pattern name = Pattern.compile("node=" + node + "\\b");
        return kubestats
                .process()
                .log()
                .lines()
                .filter(line -> name.matcher(line).find())
                .toList();
    }

    private String metrics() throws Exception {
        KeyManager[] admin = TlsContexts.identity(
                Files.readAllBytes(plane.file("admin.crt")),
                PrivateKeys.first(Files.readString(plane.file("admin.key")).getBytes(UTF_8)));
        return DirectRequests.get(kubestats.address() + "/metrics", admin).body();
    }
}
