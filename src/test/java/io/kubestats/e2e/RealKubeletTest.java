package io.kubestats.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubestats.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kubestats and metrics-server side by side in the cluster of dev/cluster, compared with the kubelet and the kernel.
 * The aggregation layer connects to endpoints directly there ({@code --enable-aggregator-routing=true}).
 */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealKubeletTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SAMPLE = Pattern.compile(
            "container_(\\w+)\\{container=\"([^\"]*)\",namespace=\"([^\"]*)\",pod=\"([^\"]*)\"} (\\S+).*");
    private static final int OUR_PORT = 10_443;
    private static final int ITS_PORT = 10_444;

    @TempDir
    static Path folder;

    private final List<Process> processes = new ArrayList<>();
    private Machine machine;

    @BeforeAll
    void up() throws Exception {
        machine = new Machine(folder);
        kubectl("apply", "-f", "deploy/kubestats.yaml");
        kubectl("delete", "deployment", "kubestats", "-n", "kube-system");
        machine.apply("""
                {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","addressType":"IPv4",
                 "metadata":{"name":"kubestats-1","namespace":"kube-system",
                  "labels":{"kubernetes.io/service-name":"kubestats"}},
                 "ports":[{"name":"https","port":%d,"protocol":"TCP"}],
                 "endpoints":[{"addresses":["192.0.2.10"],"conditions":{"ready":true}}]}
                """.formatted(OUR_PORT));
        String ourToken = kubectl("create", "token", "kubestats", "-n", "kube-system", "--duration=1h")
                .strip();
        Path token = Files.writeString(folder.resolve("token"), ourToken);
        Path kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"),
                Files.readString(Machine.STATE.resolve("admin.conf"))
                        .replaceAll("\\{client-certificate.*}", "{token: " + ourToken + "}}"));
        start(
                "kubestats",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                System.getProperty("java.class.path"),
                "io.kubestats.cli.Main",
                "--kubeconfig=" + kubeconfig,
                "--kubelet-token-file=" + token,
                "--kubelet-certificate-authority=" + Machine.STATE.resolve("ca.crt"),
                "--secure-port=" + OUR_PORT,
                "--metric-resolution=10s");
        start(
                "metrics-server",
                Programs.assets().resolve("metrics-server").toString(),
                "--kubeconfig=" + Machine.STATE.resolve("admin.conf"),
                "--authentication-kubeconfig=" + Machine.STATE.resolve("admin.conf"),
                "--authorization-kubeconfig=" + Machine.STATE.resolve("admin.conf"),
                "--kubelet-insecure-tls",
                "--cert-dir=" + folder.resolve("metrics-server-certs"),
                "--secure-port=" + ITS_PORT,
                "--kubelet-preferred-address-types=InternalIP",
                "--kubelet-request-timeout=8s",
                "--metric-resolution=10s");
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> kubectl("top", "pods", "-n", "shop").contains("host"));
        await().atMost(LONG).ignoreExceptions().until(() -> ofMetricsServer().containsKey("burner/burn"));
        // Long enough for rates over whole windows in both programs.
        await().atMost(LONG).until(() -> windowOf("burner") >= 10);
    }

    @AfterAll
    void down() throws Exception {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            process.waitFor();
        }
        machine.down();
    }

    @Test
    void tellsAsMuchCpuAsTheKernelHasCounted() throws Exception {
        Path cgroup = cgroup("cpuacct", "burner");
        long before =
                Long.parseLong(Files.readString(cgroup.resolve("cpuacct.usage")).strip());
        long begin = System.nanoTime();
        Instant sampled = timestampOf("burner").plusSeconds(20);
        await().atMost(SOON).until(() -> timestampOf("burner").isAfter(sampled));
        long counted =
                Long.parseLong(Files.readString(cgroup.resolve("cpuacct.usage")).strip()) - before;
        double nanocores = counted / ((System.nanoTime() - begin) / 1e9);

        assertThat((double) ofKubestats().getOrDefault("burner/burn", Usage.NONE).nanocores)
                .isCloseTo(nanocores, withPercentage(10));
        assertThat(nanocores).isBetween(40e6, 60e6);
    }

    @Test
    void tellsAsMuchMemoryAsTheKubeletDoes() throws Exception {
        Map<String, Double> kubelet = ofKubelet("memory_working_set_bytes");

        long held = ofKubestats().getOrDefault("holder/hold", Usage.NONE).bytes;

        assertThat((double) held).isCloseTo(kubelet.getOrDefault("holder/hold", 0.0), withPercentage(2));
        assertThat(held).isBetween(50L << 20, 56L << 20);
    }

    @Test
    void tellsOfEveryContainerThatRunsAndOfNoOther() throws Exception {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ofKubestats().keySet())
                        .contains(
                                "burner/burn",
                                "holder/hold",
                                "holder/sidecar",
                                "filler/fill",
                                "crasher/steady",
                                "host/host")
                        .doesNotContain("holder/prepare")
                        .isSubsetOf(ofKubelet("memory_working_set_bytes").keySet()));
    }

    @Test
    void agreesWithMetricsServer() throws Exception {
        await().atMost(SOON).untilAsserted(() -> {
            Map<String, Usage> ours = ofKubestats();
            Map<String, Usage> its = ofMetricsServer();
            assertThat((double) ours.getOrDefault("burner/burn", Usage.NONE).nanocores)
                    .isCloseTo((double) its.getOrDefault("burner/burn", Usage.NONE).nanocores, withPercentage(10));
            assertThat((double) ours.getOrDefault("holder/hold", Usage.NONE).bytes)
                    .isCloseTo((double) its.getOrDefault("holder/hold", Usage.NONE).bytes, withPercentage(2));
            assertThat(ours.keySet()).containsAll(its.keySet());
        });
    }

    @Test
    void showsWhatFillsTheDiskToPrometheus() throws Exception {
        String exposition = machine.run(
                "dev/cluster",
                "run",
                "--",
                "curl",
                "-sk",
                "-H",
                "Authorization: Bearer " + reader(),
                "https://192.0.2.10:" + OUR_PORT + "/metrics");

        assertThat(exposition)
                .containsPattern("kubestats_pod_ephemeral_storage_used_bytes\\{[^}]*pod=\"filler\"[^}]*} [1-9]")
                .containsPattern("kubestats_node_scrape_success\\{node=\"node-1\",?} 1")
                .containsPattern("kubestats_informer_synced\\{kind=\"pods\",?} 1")
                .containsPattern("kubestats_informer_objects\\{kind=\"nodes\",?} 1")
                .containsPattern("kubestats_certificate_expiration_timestamp_seconds\\{usage=\"serving\",?} [1-9]");
        assertThat(machine.run(
                        "dev/cluster", "run", "--", "curl", "-sk", "https://192.0.2.10:" + OUR_PORT + "/metrics"))
                .contains("\"code\":403")
                .doesNotContain("kubestats_pod");
    }

    private String reader() throws Exception {
        kubectl("create", "serviceaccount", "prometheus", "-n", "default");
        kubectl(
                "create",
                "clusterrolebinding",
                "prometheus",
                "--clusterrole=kubestats-metrics-reader",
                "--serviceaccount=default:prometheus");
        return kubectl("create", "token", "prometheus", "-n", "default").strip();
    }

    private Map<String, Usage> ofKubestats() throws Exception {
        return usage(kubectl("get", "--raw", "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods"));
    }

    private Map<String, Usage> ofMetricsServer() throws Exception {
        return usage(machine.run(
                "dev/cluster",
                "run",
                "--",
                "curl",
                "-sk",
                "--cert",
                Machine.STATE.resolve("admin.crt").toString(),
                "--key",
                Machine.STATE.resolve("admin.key").toString(),
                "https://192.0.2.10:" + ITS_PORT + "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods"));
    }

    private double windowOf(String pod) throws Exception {
        String window = kubectl("get", "podmetrics", pod, "-n", "shop", "-o", "jsonpath={.window}");
        return Duration.parse("PT" + window.toUpperCase(java.util.Locale.ROOT)).toMillis() / 1000.0;
    }

    private Instant timestampOf(String pod) throws Exception {
        return Instant.parse(kubectl("get", "podmetrics", pod, "-n", "shop", "-o", "jsonpath={.timestamp}"));
    }

    /** Returns the values of {@code /metrics/resource} by {@code pod/container}. */
    private Map<String, Double> ofKubelet(String metric) throws Exception {
        Map<String, Double> found = new TreeMap<>();
        for (String line : kubectl("get", "--raw", "/api/v1/nodes/node-1/proxy/metrics/resource")
                .lines()
                .toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches() && sample.group(1).equals(metric)) {
                found.put(sample.group(4) + "/" + sample.group(2), Double.parseDouble(sample.group(5)));
            }
        }
        return found;
    }

    private Path cgroup(String controller, String pod) throws Exception {
        String id = kubectl(
                        "get", "pod", pod, "-n", "shop", "-o", "jsonpath={.status.containerStatuses[0].containerID}")
                .replaceFirst(".*://", "");
        try (var paths = Files.walk(Path.of("/sys/fs/cgroup", controller))) {
            return paths.filter(path -> path.getFileName().toString().contains(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map<String, Usage> usage(String podMetricsList) throws IOException {
        Map<String, Usage> found = new TreeMap<>();
        for (JsonNode pod : JSON.readTree(podMetricsList).path("items")) {
            for (JsonNode container : pod.path("containers")) {
                found.put(
                        pod.path("metadata").path("name").asText() + "/"
                                + container.path("name").asText(),
                        new Usage(
                                nanocores(container.path("usage").path("cpu").asText()),
                                bytes(container.path("usage").path("memory").asText())));
            }
        }
        return found;
    }

    private static long nanocores(String quantity) {
        String digits = quantity.replaceAll("[^0-9]", "");
        String unit = quantity.replaceAll("[0-9]", "");
        return Long.parseLong(digits)
                * switch (unit) {
                    case "n" -> 1;
                    case "u" -> 1_000;
                    case "m" -> 1_000_000;
                    default -> 1_000_000_000;
                };
    }

    private static long bytes(String quantity) {
        long number = Long.parseLong(quantity.replaceAll("[^0-9]", ""));
        return quantity.endsWith("Ki") ? number << 10 : quantity.endsWith("Mi") ? number << 20 : number;
    }

    private void start(String name, String... command) throws IOException {
        processes.add(new ProcessBuilder(Machine.within(command))
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), name + ".log"))
                .start());
    }

    private String kubectl(String... arguments) throws Exception {
        return machine.kubectl(arguments);
    }

    private record Usage(long nanocores, long bytes) {
        private static final Usage NONE = new Usage(0, 0);
    }
}
