package io.kubestats.incluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.testing.KubestatsProcess;
import io.kubestats.testing.Program;
import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.InstalledKubestats;
import io.kubestats.testing.controlplane.RealCluster;
import io.kubestats.testing.controlplane.SimulatedNode;
import io.kubestats.tls.PrivateKeys;
import io.kubestats.tls.TlsContexts;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Reports and remaining service while parts of the cluster are missing. */
@ExtendWith(RealCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class TroubleTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ControlPlane plane;
    private final SimulatedNode node;

    TroubleTest(ControlPlane plane) throws Exception {
        this.plane = plane;
        this.node = SimulatedNode.create(plane, "trouble-1");
    }

    @BeforeEach
    void run() throws Exception {
        node.run("default", "lonely", "app=lonely", 10_000_000, 1 << 20);
    }

    @AfterEach
    void takeAway() {
        node.close();
    }

    @Test
    void servesOnWhileTheApiServerIsAwayAndSaysWhy() throws Exception {
        try (InstalledKubestats kubestats = InstalledKubestats.start(plane, folder, "--max-sample-age=60s")) {
            await().atMost(SOON).ignoreExceptions().until(kubestats::isAvailable);
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> readyz(kubestats).statusCode() == 200);
            try {
                plane.stopApiServer();

                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(readyz(kubestats).body())
                                .contains("[+]pods-synced ok: not watched for", "serving the last known data")
                                .contains("cannot reach the API server at " + plane.address()));
                assertThat(readyz(kubestats).statusCode()).isEqualTo(200);
                assertThat(kubestats.process().isAlive()).isTrue();
            } finally {
                plane.startApiServer();
            }
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(readyz(kubestats).body())
                            .contains("[+]pods-synced ok\n", "[+]nodes-synced ok\n"));
            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(plane.kubectl("top", "pods", "lonely")).contains("lonely"));
        }
    }

    @Test
    void namesTheRightThatIsMissing() throws Exception {
        try (InstalledKubestats kubestats = InstalledKubestats.start(plane, folder)) {
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> readyz(kubestats).statusCode() == 200);
        }
        plane.kubectl("delete", "clusterrolebinding", "kubestats");
        plane.kubectl("delete", "rolebinding", "kubestats-auth-reader", "-n", "kube-system");
        Path kubeconfig = plane.file("kubestats.kubeconfig");
        try (KubestatsProcess process = KubestatsProcess.start(
                folder,
                Map.of(),
                List.of(
                        "serve",
                        "--kubeconfig=" + kubeconfig,
                        "--secure-port=0",
                        "--bind-address=127.0.0.1",
                        "--shutdown-delay-duration=0s"))) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(process.log())
                            .contains("cannot list pods: 403", "may list and watch pods")
                            .contains("Role extension-apiserver-authentication-reader in the namespace kube-system")
                            .contains(" serving\n"));

            process.terminate();

            assertThat(process.exitCode(Duration.ofSeconds(20))).isZero();
            String last = process.log().lines().reduce((before, line) -> line).orElse("");
            assertThat(last).contains("stopped with unresolved problems", "cannot list");
        }
    }

    @Test
    void losesNothingButNamespacesWithoutTheRightToListThem() throws Exception {
        InstalledKubestats.start(plane, folder).close();
        String rights = Files.readString(Path.of("deploy", "kustomize", "base", "rbac.yaml"));
        assertThat(rights).contains("[nodes, pods, namespaces]");
        plane.apply(rights.replace("[nodes, pods, namespaces]", "[nodes, pods]"));
        int port = Program.freePort();
        try (KubestatsProcess process = KubestatsProcess.start(
                folder,
                Map.of(),
                List.of(
                        "serve",
                        "--kubeconfig=" + plane.file("kubestats.kubeconfig"),
                        "--kubelet-token-file=" + plane.file("kubestats.token"),
                        "--kubelet-certificate-authority=" + plane.file("ca.crt"),
                        "--kubelet-use-node-status-port",
                        "--secure-port=" + port,
                        "--bind-address=127.0.0.1",
                        "--shutdown-delay-duration=0s",
                        "--metric-labels=pods=[app],namespaces=[team]"))) {
            String address = "https://127.0.0.1:" + port;
            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(get(address + "/metrics"))
                            .contains("pod=\"lonely\",label_app=\"lonely\"} 1")
                            .contains("kubestats_informer_synced{kind=\"namespaces\",} 0.0")
                            .doesNotContain("kubestats_namespace_labels"));
            assertThat(get(address + "/readyz?verbose"))
                    .contains("[+]namespaces-synced ok: cannot list namespaces: 403 ")
                    .contains("may list and watch namespaces (ClusterRole kubestats in deploy/kubestats.yaml)")
                    .doesNotContain("[-]");
            assertThat(process.log()).contains("WARN", "cannot list namespaces: 403");
        } finally {
            plane.apply(rights);
        }
    }

    @Test
    void saysWhichLegIsBrokenWhereTheApiServerCannotBeReached() throws Exception {
        Path kubeconfig = Files.writeString(
                folder.resolve("nowhere"),
                Files.readString(plane.file("admin.conf")).replace(plane.address(), "https://127.0.0.1:1"));
        try (KubestatsProcess process = KubestatsProcess.start(
                folder,
                Map.of(),
                List.of("serve", "--kubeconfig=" + kubeconfig, "--secure-port=0", "--start-patience=3s"))) {

            assertThat(process.exitCode(SOON)).isEqualTo(1);

            String last = process.log().lines().reduce((before, line) -> line).orElse("");
            assertThat(last)
                    .startsWith("kubestats serve: from this pod to the API server: cannot reach the API server at"
                            + " https://127.0.0.1:1: nothing listens there, or a firewall refuses")
                    .contains("kube-proxy", "FORWARD policy (must be ACCEPT)", "network policies", "(tried");
        }
    }

    @Test
    void saysWhatIsMissingOutsideOfACluster() throws Exception {
        try (KubestatsProcess process = KubestatsProcess.start(
                folder, Map.of("KUBERNETES_SERVICE_HOST", ""), List.of("--secure-port=0", "-v=2"))) {

            assertThat(process.exitCode(SOON)).isEqualTo(1);

            assertThat(process.log().lines())
                    .singleElement()
                    .asString()
                    .startsWith("kubestats serve: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set")
                    .contains("--kubeconfig FILE", "--target NAME=URL");
        }
    }

    private static HttpResponse<String> readyz(InstalledKubestats kubestats) throws Exception {
        return DirectRequests.get(kubestats.address() + "/readyz?verbose", new KeyManager[0]);
    }

    private String get(String url) throws Exception {
        KeyManager[] admin = TlsContexts.identity(
                Files.readAllBytes(plane.file("admin.crt")),
                PrivateKeys.first(Files.readAllBytes(plane.file("admin.key"))));
        return DirectRequests.get(url, admin).body();
    }
}
