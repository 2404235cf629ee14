package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the API with a real kubectl, skipped if the path has none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlTest {
    @TempDir
    Path home = Path.of("");

    private final LocalMetricsApi server = LocalMetricsApi.start(0, Shop::view, CoreStub::register);

    @BeforeAll
    void findKubectl() {
        boolean found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
        assumeTrue(found, "kubectl is not on the PATH: nothing here was tried against the real client");
    }

    @AfterAll
    void end() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void showsTheUseOfNodes(String protobuf) throws Exception {
        assertThat(kubectl("top nodes --use-protocol-buffers=" + protobuf)).isEqualTo("""
                        NAME   CPU(cores)   CPU(%)      MEMORY(bytes)   MEMORY(%)
                        n1     1000m        25%         117Mi           11%
                        n2     1000m        25%         117Mi           11%
                        n9     <unknown>    <unknown>   <unknown>       <unknown>
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void showsTheUseOfPods(String protobuf) throws Exception {
        assertThat(kubectl("top pods -A --use-protocol-buffers=" + protobuf)).isEqualTo("""
                        NAMESPACE     NAME    CPU(cores)   MEMORY(bytes)
                        kube-system   dns     4m           90Mi
                        shop          web-0   4m           90Mi
                        shop          web-1   4m           90Mi
                        """);
        assertThat(kubectl("top pods -n shop --containers --sort-by=cpu --use-protocol-buffers=" + protobuf))
                .contains("web-1   side   2m           50Mi");
        assertThat(kubectl("top pods -A -l app=web,tier!=false"))
                .contains("web-0", "web-1")
                .doesNotContain("dns");
        assertThat(kubectl("top pod web-0 -n shop")).contains("web-0   4m");
    }

    /** Up to version 1.36 kubectl sends the selector to this API; later versions match the pod objects themselves. */
    @Test
    void selectsPodsByFields() throws Exception {
        assertThat(kubectl("get podmetrics -A -o name --field-selector=spec.nodeName=n2,status.phase=Running"))
                .isEqualTo("podmetrics.metrics.k8s.io/web-1\n");
        assertThat(kubectl("get podmetrics -A -o name --field-selector=spec.nodeName!=n1,metadata.name!=web-1"))
                .isEmpty();
    }

    @Test
    void printsTables() throws Exception {
        assertThat(kubectl("get nodes.metrics.k8s.io")).isEqualTo("""
                        NAME   CPU   MEMORY      WINDOW
                        n1     1     123456789   20.051s
                        n2     1     123456789   20.051s
                        """);
        assertThat(kubectl("get podmetrics -A -o wide")).isEqualTo("""
                        NAMESPACE     NAME    CPU        MEMORY    WINDOW
                        kube-system   dns     3370012n   92444Ki   15.062s
                        shop          web-0   3370012n   92444Ki   15.062s
                        shop          web-1   3370012n   92444Ki   15.062s
                        """);
        assertThat(kubectl("get podmetrics -A --chunk-size=1 --sort-by=.metadata.name"))
                .containsSubsequence("dns", "web-0", "web-1");
        assertThat(kubectl("get podmetrics -n none")).isEqualTo("No resources found in none namespace.\n");
    }

    @Test
    void printsObjects() throws Exception {
        assertThat(kubectl("get podmetrics -A -o json")).contains("\"memory\": \"41244Ki\"");
        assertThat(kubectl("get podmetrics web-0 -n shop -o yaml")).contains("apiVersion: metrics.k8s.io/v1\n");
        assertThat(kubectl("get pods.v1beta1.metrics.k8s.io -n shop -o name"))
                .isEqualTo("podmetrics.metrics.k8s.io/web-0\npodmetrics.metrics.k8s.io/web-1\n");
        assertThat(kubectl("get --raw /apis/metrics.k8s.io/v1beta1/nodes")).startsWith("{\"kind\":\"NodeMetricsList\"");
    }

    @Test
    void explainsItself() throws Exception {
        assertThat(kubectl("api-resources --api-group=metrics.k8s.io")).contains("metrics.k8s.io/v1", "NodeMetrics");
        assertThat(kubectl("explain podmetrics"))
                .contains("VERSION:    v1\n", "Use of CPU and memory of a pod", "containers\t<[]ContainerMetrics>");
        assertThat(kubectl("explain podmetrics.containers.usage")).contains("Use by the resource's name");
        assertThat(kubectl("explain nodemetrics --recursive --api-version=metrics.k8s.io/v1beta1"))
                .contains(
                        "VERSION:    v1beta1\n",
                        "usage\t<map[string]string> -required-",
                        "    labels\t<map[string]string>");
    }

    @Test
    void printsTheReasonsOfFailures() throws Exception {
        assertThat(kubectl("top pod none -n shop"))
                .isEqualTo("Error from server (NotFound): pods \"none\" not found\n");
        assertThat(kubectl("top pod pending -n shop"))
                .isEqualTo("Error from server (NotFound): podmetrics.metrics.k8s.io \"shop/pending\" not found\n");
        assertThat(kubectl("get podmetrics -A --field-selector=status.podIP=10.0.0.1"))
                .contains("\"status.podIP\" is not a known field selector: only")
                .contains("\"metadata.name\", \"metadata.namespace\", \"spec.nodeName\", \"status.phase\"");
        assertThat(kubectl("get podmetrics -A --watch-only"))
                .contains("watch is not supported on resources of kind \"pods.metrics.k8s.io\"");
    }

    /** Returns stdout and stderr without trailing spaces. */
    private String kubectl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", "--server=" + server.address()));
        command.addAll(List.of("--kubeconfig=" + emptyConfig(), "--cache-dir=" + home, "--request-timeout=20s"));
        command.addAll(Arrays.asList(arguments.split(" ", -1)));
        Path output = Files.createTempFile(home, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().putAll(Map.of("HOME", home.toString()));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("kubectl " + arguments + " ended")
                .isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        return text.replaceAll("(?m) +$", "");
    }

    private Path emptyConfig() throws IOException {
        Path config = home.resolve("kubeconfig");
        return Files.exists(config) ? config : Files.writeString(config, "apiVersion: v1\nkind: Config\n");
    }
}
