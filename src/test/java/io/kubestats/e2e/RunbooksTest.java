package io.kubestats.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubestats.testing.Programs;
import io.kubestats.testing.PrometheusRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the runbooks, as written, in a cluster where Kubestats is installed from the manifest and a
 * Prometheus scrapes it. They only read.
 */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunbooksTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Path IMAGE = Path.of("target", "kubestats-image.tar");
    private static final String HOW = "there is no " + IMAGE + ": JAVA_HOME=(JDK 25) mvn -Pquick,image package";

    @TempDir
    static Path folder;

    private Optional<Machine> machine = Optional.empty();
    private Optional<Process> prometheus = Optional.empty();

    @BeforeAll
    void up() throws Exception {
        if (!Files.exists(IMAGE)) {
            System.err.println("SKIPPED " + RunbooksTest.class.getSimpleName() + ": " + HOW);
        }
        assumeTrue(Files.exists(IMAGE), HOW);
        String program = PrometheusRelease.BUILT.program("prometheus");
        Machine started = new Machine(folder);
        machine = Optional.of(started);
        started.run("dev/cluster", "load", IMAGE.toAbsolutePath().toString());
        started.kubectl("create", "-f", "deploy/kubestats.yaml", "-f", "prometheus/kubernetes/scraper.yaml");
        started.kubectl("rollout", "status", "deploy/kubestats", "-n", "kube-system", "--timeout=90s");
        Path config = configuration(started);
        prometheus = Optional.of(new ProcessBuilder(Machine.within(
                        program,
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:9090"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start());
    }

    @AfterAll
    void down() throws Exception {
        if (prometheus.isPresent()) {
            prometheus.get().destroy();
            assertThat(prometheus.get().waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        if (machine.isPresent()) {
            machine.get().down();
        }
    }

    @Test
    void workAsTheyAreWritten() throws Exception {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                type("promtool query instant http://127.0.0.1:9090 'count_over_time(up{job=\"kubestats\"}[5m]) > 2'")
                                        .said())
                        .contains("kubestats"));
        // A new node is served from its kubelet's second sample on.
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(type("kubectl top nodes").exitCode()).isZero());

        List<String> commands = RunbookCommands.of("node-1");

        assertThat(commands).hasSizeGreaterThan(80).allSatisfy(command -> {
            Programs.Answer answer = type(command);
            // A search in logs or among failures finds nothing in a healthy cluster.
            boolean foundNothing = answer.exitCode() == 1
                    && command.contains("| grep ")
                    && answer.said().isEmpty();
            assertThat(answer.exitCode() == 0 || foundNothing).as(answer.said()).isTrue();
            if (command.contains(" -l k8s-app")) {
                assertThat(answer.said()).doesNotContain("No resources found");
            }
        });
    }

    /** Returns the output of a shell with the programs and the permissions. */
    private static Programs.Answer type(String command) throws IOException, InterruptedException {
        List<String> shell = List.of(
                "env",
                "PATH=" + Programs.assets() + ":" + System.getenv("PATH"),
                "KUBECONFIG=" + Machine.STATE.resolve("admin.conf"),
                "bash",
                "-o",
                "pipefail",
                "-c",
                command);
        return Programs.run(
                Files.createTempDirectory(folder, "run"), "", SOON, Machine.within(shell.toArray(String[]::new)));
    }

    /** Returns a configuration that scrapes the pod with the account of scraper.yaml, and verifies its certificate. */
    private static Path configuration(Machine machine) throws Exception {
        String token = decoded(machine.kubectl(
                "get", "secret", "kubestats-scraper", "-n", "kube-system", "-o", "jsonpath={.data.token}"));
        String authority = decoded(
                machine.kubectl("get", "apiservice", "v1beta1.metrics.k8s.io", "-o", "jsonpath={.spec.caBundle}"));
        String address = machine.kubectl(
                "get",
                "pods",
                "-n",
                "kube-system",
                "-l",
                "k8s-app=kubestats",
                "-o",
                "jsonpath={.items[0].status.podIP}");
        Files.writeString(folder.resolve("token"), token);
        Files.writeString(folder.resolve("ca.crt"), authority);
        return Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s}
                rule_files: ["%s/*.yaml"]
                scrape_configs:
                  - job_name: kubestats
                    honor_labels: true
                    scheme: https
                    authorization: {credentials_file: token}
                    tls_config: {ca_file: ca.crt, server_name: kubestats.kube-system.svc}
                    static_configs: [{targets: ["%s:10250"]}]
                """.formatted(
                        Path.of("prometheus", "rules").toAbsolutePath(), address));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), US_ASCII);
    }
}
