package io.kubestats.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image and the manifest as an operator gets them, in a pod of a real kubelet: the scheduler places it, the kubelet
 * probes it, and the API server forwards requests to it. The steps build on each other.
 */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path IMAGE = Path.of("target", "kubestats-image.tar");
    private static final String HOW = "there is no " + IMAGE + ": JAVA_HOME=(JDK 25) mvn -Pquick,image package";

    @TempDir
    static Path folder;

    private Machine machine;

    @BeforeAll
    void up() throws Exception {
        if (!Files.exists(IMAGE)) {
            System.err.println("SKIPPED " + InstallTest.class.getSimpleName() + ": " + HOW);
        }
        assumeTrue(Files.exists(IMAGE), HOW);
        machine = new Machine(folder);
        machine.run("dev/cluster", "load", IMAGE.toString());
    }

    @AfterAll
    void down() throws Exception {
        if (machine != null) {
            machine.down();
        }
    }

    @Test
    @Order(1)
    void isInstalledWithOneCommand() throws Exception {
        machine.kubectl("create", "-f", "deploy/kubestats.yaml");

        eventually(() -> assertThat(machine.kubectl("top", "nodes")).contains("node-1"));
        assertThat(machine.kubectl("get", "apiservices"))
                .containsPattern("v1.metrics.k8s.io +kube-system/kubestats +True")
                .containsPattern("v1beta1.metrics.k8s.io +kube-system/kubestats +True");
        eventually(() -> assertThat(machine.kubectl("top", "pods", "-A", "--containers"))
                .contains("burner")
                .contains("kubestats"));
        assertThat(ours("{.items[0].status.containerStatuses[0].restartCount}")).isEqualTo("0");
    }

    @Test
    @Order(2)
    void warnsOfNothingWhenAllIsWell() throws Exception {
        assertThat(machine.kubectl("logs", "-n", "kube-system", "deploy/kubestats"))
                .contains("serving")
                .doesNotContain("WARN")
                .doesNotContain("ERROR")
                .doesNotContain("[cds]");
        assertThat(machine.kubectl(
                        "get", "--raw", "/api/v1/namespaces/kube-system/services/https:kubestats:443/proxy/readyz"))
                .isEqualTo("ok");
    }

    @Test
    @Order(3)
    void runsAsAUserWithoutRightsOnAFileSystemThatCannotBeWritten() throws Exception {
        long process = process();
        List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(process), "status"));

        assertThat(status)
                .contains("Uid:\t65532\t65532\t65532\t65532")
                .contains("CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2");
        assertThat(Files.readString(Path.of("/proc", Long.toString(process), "mountinfo")))
                .containsPattern("(?m)^\\S+ \\S+ \\S+ / / ro,");
    }

    @Test
    @Order(4)
    void startsFromTheArchiveOfItsClasses() throws Exception {
        assertThat(Files.readString(Path.of("/proc", Long.toString(process()), "maps")))
                .contains("/app/kubestats.jsa");
    }

    @Test
    @Order(5)
    void isReplacedByANewVersionWithoutAGap() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        machine.kubectl("rollout", "restart", "deployment/kubestats", "-n", "kube-system");
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(machine.kubectl("top", "nodes", "--no-headers")).contains("node-1");
                    answers.incrementAndGet();
                    String rollout =
                            machine.kubectl("rollout", "status", "deploy/kubestats", "-n", "kube-system", "-w=false");
                    return rollout.contains("successfully rolled out")
                            && ours("{range .items[*]}x{end}").equals("x");
                });
        assertThat(answers.get()).isGreaterThan(3);
    }

    @Test
    @Order(6)
    void isGoneWithOneCommand() throws Exception {
        machine.kubectl("delete", "-f", "deploy/kubestats.yaml", "--wait=false");

        String kinds = "all,apiservice,clusterrole,clusterrolebinding,role,rolebinding,pdb,networkpolicy,sa,secret";
        eventually(() -> assertThat(machine.kubectl("get", kinds, "-A", "-l", "k8s-app=kubestats", "-o", "name"))
                .doesNotContain("kubestats"));
    }

    /** Returns the process of the only container, as seen on the node. */
    private long process() throws Exception {
        String id = ours("{.items[0].status.containerStatuses[0].containerID}").replaceFirst(".*://", "");
        return ProcessHandle.allProcesses()
                .mapToLong(ProcessHandle::pid)
                .filter(process -> cgroup(process).contains(id))
                .findFirst()
                .orElseThrow();
    }

    private static String cgroup(long process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process), "cgroup"));
        } catch (IOException ended) {
            return "";
        }
    }

    private String ours(String path) throws Exception {
        return machine.kubectl("get", "pods", "-n", "kube-system", "-l", "k8s-app=kubestats", "-o", "jsonpath=" + path);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(assertion);
    }
}
