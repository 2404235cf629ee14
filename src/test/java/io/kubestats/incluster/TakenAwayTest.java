package io.kubestats.incluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.testing.controlplane.Authority;
import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.InstalledKubestats;
import io.kubestats.testing.controlplane.RealCluster;
import io.kubestats.testing.controlplane.SimulatedNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The dependencies of a serving process are removed one by one: it reports that, and recovers. */
@ExtendWith(RealCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakenAwayTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private ControlPlane plane;
    private SimulatedNode node;
    private InstalledKubestats kubestats;

    @BeforeAll
    void install(ControlPlane given) throws Exception {
        plane = given;
        node = SimulatedNode.create(plane, "taken-1");
        node.run("default", "taken", "app=taken", 100_000_000, 64 << 20);
        kubestats = InstalledKubestats.start(plane, folder);
        await().atMost(SOON).ignoreExceptions().until(kubestats::isAvailable);
        awaitAnswers();
    }

    @AfterAll
    void takeAway() {
        kubestats.close();
        node.close();
    }

    /** The API server recreates it, often before the next poll; AccessTest covers the time of its absence. */
    @Test
    void servesOnWhileTheConfigMapOfThoseWhoMayCallIsMadeAnew() throws Exception {
        String before = uidOfWhoMayCall();
        assertThat(before).isNotEmpty();
        plane.kubectl("delete", "configmap", "extension-apiserver-authentication", "-n", "kube-system");

        assertThat(plane.kubectl("top", "pods", "taken")).contains("100m");
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(uidOfWhoMayCall()).isNotEmpty().isNotEqualTo(before));
        awaitAnswers();
        await().atMost(SOON).untilAsserted(() -> assertThat(readyz()).contains("[+]authentication-synced ok\n"));
    }

    @Test
    void followsTheFrontProxyToAnotherAuthority() throws Exception {
        try {
            showFrontProxy(new Authority("front-proxy-ca-2"));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(kubestats.process().log())
                            .contains("client authentication configuration changed and was applied"));
            awaitAnswers();
        } finally {
            showFrontProxy(plane.frontProxy());
        }
        awaitAnswers();
    }

    @Test
    void servesOnWithoutItsSecretAndHealsADamagedBundle() throws Exception {
        String before = authority();
        try {
            plane.kubectl("delete", "secret", "kubestats-serving-cert", "-n", "kube-system");
            damageBundle();

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(readyz())
                            .contains("kubectl -n kube-system create secret generic kubestats-serving-cert"));
            await().atMost(SOON).untilAsserted(() -> assertThat(bundle()).isEqualTo(before));
            awaitAnswers();
        } finally {
            plane.apply(Files.readString(Path.of("deploy", "kustomize", "base", "serving-secret.yaml")));
        }
        awaitNewAuthority(before);
    }

    @Test
    void replacesTheAuthorityOfAnEmptiedSecret() throws Exception {
        String before = authority();
        plane.kubectl(
                "patch",
                "secret",
                "kubestats-serving-cert",
                "-n",
                "kube-system",
                "--type=json",
                "-p",
                "[{\"op\":\"remove\",\"path\":\"/data\"}]");

        awaitNewAuthority(before);
        assertThat(kubestats.process().log()).contains("was emptied: authority and certificate are replaced");
    }

    @Test
    void namesTheRightsThatWereTakenAwayAndServesOnOnceTheyAreBack() throws Exception {
        plane.kubectl("delete", "clusterrolebinding", "kubestats", "kubestats:system:auth-delegator");
        try {
            await().atMost(SOON).untilAsserted(() -> {
                // New callers cannot be admitted without the permission to create access reviews.
                assertThat(plane.kubectlAs(plane.kubeconfig("somebody"), "top", "pods")
                                .exitCode())
                        .isNotZero();
                assertThat(kubestats.process().log())
                        .contains("our service account needs get of apiservices")
                        .contains("system:auth-delegator");
            });
            assertThat(readyz()).contains("[+]aggregation ok: v1.metrics.k8s.io: may not be read (403)");
            assertThat(kubestats.process().isAlive()).isTrue();
        } finally {
            plane.apply(Files.readString(Path.of("deploy", "kustomize", "base", "rbac.yaml")));
        }
        awaitAnswers();
        await().atMost(SOON).untilAsserted(() -> assertThat(readyz()).contains("[+]aggregation ok\n"));
    }

    private void awaitNewAuthority(String before) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            String after = authority();
            assertThat(after).isNotEmpty().isNotEqualTo(before);
            assertThat(bundle()).isEqualTo(after);
        });
        awaitAnswers();
        await().atMost(SOON).ignoreExceptions().until(kubestats::isAvailable);
    }

    private void damageBundle() throws Exception {
        String damaged = Base64.getEncoder()
                .encodeToString(new Authority("somebody").pem().getBytes(StandardCharsets.US_ASCII));
        plane.kubectl(
                "patch",
                "apiservice",
                "v1.metrics.k8s.io",
                "--type=merge",
                "-p",
                "{\"spec\":{\"caBundle\":\"" + damaged + "\"}}");
    }

    private String bundle() throws Exception {
        return plane.kubectl("get", "apiservice", "v1.metrics.k8s.io", "-o", "jsonpath={.spec.caBundle}");
    }

    private void awaitAnswers() {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(plane.kubectl("top", "pods", "taken")).containsPattern("taken +100m +64Mi"));
    }

    /** Replaces the files of the front proxy. The API server reloads them, and adds the authority to the ConfigMap. */
    private void showFrontProxy(Authority authority) throws Exception {
        Path files = plane.file("ca.crt").resolveSibling("");
        Files.writeString(plane.file("front-proxy-ca.crt"), authority.pem());
        authority.issue("CN=front-proxy-client").write(files, "front-proxy-client");
    }

    private String uidOfWhoMayCall() throws Exception {
        return plane.kubectl(
                "get",
                "configmap",
                "extension-apiserver-authentication",
                "-n",
                "kube-system",
                "-o",
                "jsonpath={.metadata.uid}");
    }

    private String authority() throws Exception {
        return plane.kubectl(
                "get", "secret", "kubestats-serving-cert", "-n", "kube-system", "-o", "jsonpath={.data.ca\\.crt}");
    }

    private String readyz() throws Exception {
        return DirectRequests.get(kubestats.address() + "/readyz?verbose", new KeyManager[0])
                .body();
    }
}
