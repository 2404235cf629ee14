package io.kubestats.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.javalin.Javalin;
import io.kubestats.demo.api.CoreApiRoutesTest;
import io.kubestats.demo.api.CoreApiServer;
import io.kubestats.demo.api.Kubeconfig;
import io.kubestats.demo.cluster.DemoConfig;
import io.kubestats.demo.cluster.SimulatedCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the core API with a real kubectl, if one is installed. */
class KubectlTest {
    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");

    private final SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(3, 30), new DemoTime());
    private final Javalin server = CoreApiServer.javalin(cluster, CoreApiRoutesTest::selector);

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(KUBECTL), "SKIPPED: no kubectl at " + KUBECTL);
        server.start();
        new Kubeconfig(URI.create("http://127.0.0.1:" + server.port())).write(directory.resolve("kubeconfig"));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void getsNodes() throws Exception {
        List<String> lines = kubectl("get", "nodes");

        assertThat(lines.get(0).split(" +")).containsExactly("NAME", "STATUS", "ROLES", "AGE", "VERSION");
        assertThat(lines).hasSize(4).anyMatch(line -> line.matches("prod-control-\\w+ +Ready +control-plane .*"));
    }

    @Test
    void getsPodsOfAllNamespaces() throws Exception {
        List<String> lines = kubectl("get", "pods", "-A", "-o", "wide");

        assertThat(lines.get(0)).startsWith("NAMESPACE").contains("NAME", "READY", "STATUS", "RESTARTS", "AGE", "NODE");
        assertThat(lines)
                .hasSize(91)
                .anyMatch(line -> line.matches("search +indexer-.* 0/1 +Init:0/1 .*"))
                .anyMatch(line -> line.matches("batch +settlement-.* 1/2 +NotReady .*"))
                .anyMatch(line -> line.matches("shop +checkout-.* 2/2 +Running +0 .*"))
                .anyMatch(line -> line.matches("shop +recommendations-.* Running +\\d+ \\(\\w+ ago\\) .*"));
    }

    @Test
    void getsPodsBySelectorNamespaceAndName() throws Exception {
        List<String> names = kubectl("get", "pods", "-n", "shop", "-l", "app=checkout", "-o", "name");

        assertThat(names).hasSize(3);
        assertThat(kubectl("get", "-n", "shop", names.get(0), "-o", "jsonpath={.status.phase}"))
                .containsExactly("Running");
    }

    @Test
    void getsNamespaces() throws Exception {
        List<String> lines = kubectl("get", "ns");

        assertThat(lines).hasSize(10).anyMatch(line -> line.matches("shop +Active +41d"));
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        assertThat(kubectl("get", "pod", "nobody", "-n", "shop"))
                .contains("Error from server (NotFound): pods \"nobody\" not found");
        assertThat(kubectl("get", "pods", "-n", "nowhere")).contains("No resources found in nowhere namespace.");
    }

    private List<String> kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                KUBECTL.toString(),
                "--kubeconfig=" + directory.resolve("kubeconfig"),
                "--cache-dir=" + directory.resolve("cache")));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("kubectl ended").isTrue();
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }
}
