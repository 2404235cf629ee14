package io.kubestats.incluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.testing.Programs.Answer;
import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.InstalledKubestats;
import io.kubestats.testing.controlplane.RealCluster;
import io.kubestats.testing.controlplane.SimulatedNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Responses through the API server, with the rights of deploy/kubestats.yaml and verified TLS on every connection. */
@ExtendWith(RealCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregatedApiTest {
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final long MIB = 1 << 20;

    @TempDir
    static Path folder;

    private ControlPlane plane;
    private SimulatedNode first;
    private SimulatedNode second;
    private SimulatedNode selfSigned;
    private InstalledKubestats kubestats;
    private int logBeforeAvailable;

    @BeforeAll
    void install(ControlPlane given) throws Exception {
        plane = given;
        plane.kubectl("create", "namespace", "shop");
        first = SimulatedNode.create(plane, "aggregated-1");
        second = SimulatedNode.create(plane, "aggregated-2");
        selfSigned = SimulatedNode.createSelfSigned(plane, "aggregated-3");
        first.run("shop", "web-0", "app=web", 250_000_000, 64 * MIB);
        second.run("shop", "web-1", "app=web", 500_000_000, 128 * MIB);
        second.run("shop", "db-0", "app=db", 100_000_000, 256 * MIB);
        kubestats = InstalledKubestats.start(plane, folder);
        try {
            await().atMost(SOON).ignoreExceptions().until(kubestats::isAvailable);
            logBeforeAvailable = plane.apiServerLog().length();
            await().atMost(SOON)
                    .until(() -> plane.kubectlAs(plane.file("admin.conf"), "top", "pods", "-n", "shop")
                                    .said()
                                    .lines()
                                    .count()
                            == 4);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    kubestats.process().log() + plane.kubectl("get", "apiservices", "-o", "wide"), e);
        }
    }

    @AfterAll
    void takeAway() throws Exception {
        for (AutoCloseable part : List.of(kubestats, first, second, selfSigned)) {
            part.close();
        }
        plane.kubectl("delete", "namespace", "shop", "--wait=false");
    }

    @Test
    void showsNodesAndPodsToKubectlTop() throws Exception {
        assertThat(plane.kubectl("top", "nodes", "aggregated-2"))
                .matches("(?s)NAME.*aggregated-2 +\\d+m +1\\d% +\\d+Mi .*");
        assertThat(plane.kubectl("top", "pods", "-n", "shop", "--containers", "--sort-by=memory"))
                .matches("(?s)POD +NAME +.*db-0 +main +100m +256Mi.*web-1 +main +500m +128Mi.*web-0 +main +250m.*");
        assertThat(plane.kubectl("top", "pods", "-A", "-l", "app=db"))
                .contains("db-0")
                .doesNotContain("web");
    }

    @Test
    void showsTheSameToAnOlderKubectl() throws Exception {
        Answer answer = plane.run("kubectl", "", plane.file("admin.conf"), "top", "pods", "-n", "shop");

        assertThat(answer.said()).contains("web-0   250m         64Mi");
    }

    @Test
    void answersRawRequestsTablesAndExplanations() throws Exception {
        assertThat(plane.kubectl("get", "--raw", "/apis/metrics.k8s.io/v1/namespaces/shop/pods/web-0"))
                .contains("\"kind\":\"PodMetrics\"", "\"apiVersion\":\"metrics.k8s.io/v1\"", "\"app\":\"web\"");
        assertThat(plane.kubectl("get", "--raw", "/apis/metrics.k8s.io/v1beta1/nodes"))
                .contains("aggregated-1");
        assertThat(plane.kubectl("get", "podmetrics", "-n", "shop")).contains("NAME", "CPU", "MEMORY", "web-1");
        assertThat(plane.kubectl("api-resources", "--api-group=metrics.k8s.io")).contains("NodeMetrics", "PodMetrics");
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(plane.kubectl("explain", "podmetrics"))
                        .contains("GROUP:      metrics.k8s.io", "containers"));
    }

    @Test
    void letsOnlyThoseReadWhoMay() throws Exception {
        Path nobody = plane.kubeconfig("nobody");
        Path viewer = plane.kubeconfig("viewer");
        plane.apply("""
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding",
                 "metadata":{"name":"viewer","namespace":"shop"},
                 "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"aggregated-view"},
                 "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"viewer"}]}
                """.replace("aggregated-view", "kubestats-aggregated-metrics-reader"));

        assertThat(plane.kubectlAs(nobody, "top", "pods", "-n", "shop").said())
                .contains("pods.metrics.k8s.io is forbidden: User \"nobody\" cannot list resource \"pods\" in API group"
                        + " \"metrics.k8s.io\" in the namespace \"shop\"");
        assertThat(plane.kubectlAs(viewer, "top", "pods", "-n", "shop").said()).contains("web-0");
        assertThat(plane.kubectlAs(viewer, "top", "pods", "-n", "default").exitCode())
                .isNotZero();
        assertThat(plane.kubectlAs(viewer, "auth", "can-i", "list", "pods.metrics.k8s.io", "-n", "shop")
                        .said()
                        .strip())
                .endsWith("yes");
    }

    @Test
    void keepsTheCaBundleOfBothApiServicesTrue() throws Exception {
        String secret = plane.kubectl(
                "get", "secret", "kubestats-serving-cert", "-n", "kube-system", "-o", "jsonpath={.data.ca\\.crt}");
        plane.kubectl(
                "patch",
                "apiservice",
                "v1.metrics.k8s.io",
                "--type=merge",
                "-p",
                "{\"spec\":{\"caBundle\":null,\"insecureSkipTLSVerify\":true}}");

        await().atMost(SOON).untilAsserted(() -> {
            for (String version : List.of("v1beta1", "v1")) {
                assertThat(plane.kubectl(
                                "get",
                                "apiservice",
                                version + ".metrics.k8s.io",
                                "-o",
                                "jsonpath={.spec.caBundle},{.spec.insecureSkipTLSVerify}"))
                        .isEqualTo(secret + ",");
            }
        });
        assertThat(new String(Base64.getDecoder().decode(secret), java.nio.charset.StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void namesTheNodeWhoseKubeletSignedForItselfAndServesTheRest() throws Exception {
        assertThat(kubestats.process().log())
                .contains("the kubelet of node aggregated-3 uses a self-signed certificate");
        assertThat(plane.kubectl("top", "nodes")).contains("aggregated-1");
    }

    @Test
    void answersTwoHundredReadersAtOnce() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Integer>> reads = IntStream.range(0, 200)
                    .<Callable<Integer>>mapToObj(i -> () -> DirectRequests.get(
                                    plane, "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods?labelSelector=app%3Dweb")
                            .statusCode())
                    .toList();
            for (Future<Integer> read : readers.invokeAll(reads, 60, TimeUnit.SECONDS)) {
                assertThat(read.get()).isEqualTo(200);
            }
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void leavesNoErrorAboutItsOpenApiInTheApiServersLog() throws Exception {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(plane.kubectl("get", "--raw", "/openapi/v2"))
                        .contains("io.k8s.metrics.pkg.apis.metrics.v1.PodMetrics"));

        assertThat(plane.apiServerLog().substring(logBeforeAvailable).lines())
                .filteredOn(line -> line.contains("OpenAPI") && line.contains("metrics.k8s.io"))
                .filteredOn(line -> line.startsWith("E"))
                .isEmpty();
    }

    @Test
    void followsLabelsAsTheyAreNow() throws Exception {
        plane.kubectl("label", "pod", "db-0", "-n", "shop", "tier=back");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(plane.kubectl("get", "podmetrics", "-n", "shop", "-l", "tier=back"))
                        .contains("db-0"));
    }
}
