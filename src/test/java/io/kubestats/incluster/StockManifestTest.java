package io.kubestats.incluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.testing.FakeAnswer;
import io.kubestats.testing.KubestatsProcess;
import io.kubestats.testing.Program;
import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.LoopbackService;
import io.kubestats.testing.controlplane.RealCluster;
import io.kubestats.testing.controlplane.SimulatedNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The manifest of metrics-server's release with only the image replaced: Kubestats runs with its account, its rights,
 * its Service, its APIService and its arguments.
 */
@ExtendWith(RealCluster.class)
class StockManifestTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String EVERYTHING =
            "apiservices,deployments,services,serviceaccounts,rolebindings,clusterrolebindings,clusterroles";
    private static final String IMAGE = "registry.k8s.io/metrics-server/metrics-server:v0.9.0";

    @TempDir
    Path folder;

    @Test
    void worksWithMetricsServersRightsAndNamesEachThatIsMissing(ControlPlane plane) throws Exception {
        String manifest = manifest();
        assertThat(manifest).contains(IMAGE);
        plane.apply(manifest.replace(IMAGE, "kubestats:0.1.0"));
        int port = Program.freePort();
        try (SimulatedNode node = SimulatedNode.create(plane, "stock-1")) {
            node.run("default", "stock", "app=stock", 100_000_000, 64 << 20);
            // The kubelet asks the API server, which denies nodes/stats.
            for (String path : List.of("/stats/summary", "/stats/summary?only_cpu_and_memory=true")) {
                node.kubelet()
                        .answer(path, FakeAnswer.text(403, "Forbidden (user=system:serviceaccount, nodes/stats)"));
            }
            plane.kubectl("delete", "service", "metrics-server", "-n", "kube-system");
            LoopbackService service = new LoopbackService("metrics-server", port);
            service.create(plane);
            service.leadThere(plane, "v1beta1");
            try (KubestatsProcess process = KubestatsProcess.start(folder, Map.of(), arguments(plane, port))) {
                await().atMost(SOON)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(plane.kubectl("top", "pods", "stock"))
                                .contains("100m", "64Mi"));
                // A young pod has a rate since its start; the node's usage takes two samples.
                await().atMost(SOON)
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(plane.kubectl("top", "nodes", "stock-1"))
                                .containsPattern("stock-1 +\\d+m +"));
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(warnings(process))
                                .anySatisfy(
                                        line -> assertThat(line).contains("nodes/stats", "missing=\"storage, network"))
                                .anySatisfy(line ->
                                        assertThat(line).contains("cannot read Secret", "needs the Role kubestats"))
                                .anySatisfy(line ->
                                        assertThat(line).contains("needs get of apiservices", "cannot determine")));
                assertThat(warnings(process)).hasSize(3);
                assertThat(process.isAlive()).isTrue();
            }
        } finally {
            plane.kubectl("delete", EVERYTHING, "-l", "k8s-app=metrics-server", "-n", "kube-system");
            plane.kubectl("delete", "service", "metrics-server", "-n", "kube-system");
        }
    }

    private static List<String> warnings(KubestatsProcess process) {
        return process.log()
                .lines()
                .filter(line -> line.contains("WARN") || line.contains("ERROR"))
                .toList();
    }

    /** Returns the arguments of the Deployment, and those that a process outside a pod needs. */
    private static List<String> arguments(ControlPlane plane, int port) throws IOException, InterruptedException {
        String args = plane.kubectl(
                "get",
                "deployment",
                "metrics-server",
                "-n",
                "kube-system",
                "-o",
                "jsonpath={.spec.template.spec.containers[0].args[*]}");
        List<String> all = new ArrayList<>(List.of(args.split(" ")));
        assertThat(all.remove("--secure-port=10250")).isTrue();
        all.add("--secure-port=" + port);
        all.add("--bind-address=127.0.0.1");
        all.add("--kubeconfig=" + plane.serviceAccountKubeconfig("kube-system", "metrics-server"));
        all.add("--kubelet-token-file=" + plane.file("metrics-server.token"));
        all.add("--kubelet-certificate-authority=" + plane.file("ca.crt"));
        return all;
    }

    private static String manifest() throws IOException {
        try (InputStream in = StockManifestTest.class.getResourceAsStream("metrics-server-0.9.0.yaml")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }
}
