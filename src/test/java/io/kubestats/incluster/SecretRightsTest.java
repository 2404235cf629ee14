package io.kubestats.incluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubestats.testing.Programs.Answer;
import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.RealCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The permissions on Secrets that a real API server gives the service account of deploy/kubestats.yaml. */
@ExtendWith(RealCluster.class)
class SecretRightsTest {
    private static final String MANIFEST = "deploy/kubestats.yaml";
    private static final String NAME = "kubestats-serving-cert";

    @TempDir
    Path folder;

    private ControlPlane plane;
    private Path account;

    @BeforeEach
    void install(ControlPlane given) throws Exception {
        plane = given;
        plane.kubectl("delete", "secret", NAME, "-n", "kube-system", "--ignore-not-found");
        plane.kubectl("apply", "--validate=false", "-f", MANIFEST);
        plane.kubectl("delete", "deployment", "kubestats", "-n", "kube-system");
        account = plane.serviceAccountKubeconfig("kube-system", "kubestats");
    }

    @AfterEach
    void remove() throws Exception {
        plane.kubectl("delete", "apiservices", "v1beta1.metrics.k8s.io", "v1.metrics.k8s.io", "--ignore-not-found");
        plane.kubectl("delete", "secret", NAME, "-n", "kube-system", "--ignore-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {NAME, "another"})
    void cannotMintATokenWhetherTheSecretIsThereOrNot(String name) throws Exception {
        plane.kubectl("delete", "secret", NAME, "-n", "kube-system");
        Path token = tokenSecret(name);

        for (String[] attempt : new String[][] {
            {"create", "-f", token.toString()},
            {"apply", "--server-side", "-f", token.toString()},
            {"replace", "-f", token.toString()},
            {"create", "token", "default", "-n", "kube-system"}
        }) {
            Answer answer = plane.kubectlAs(account, attempt);

            assertThat(answer.exitCode()).as(answer.said()).isNotZero();
            assertThat(answer.said()).containsIgnoringCase(attempt[0].equals("replace") ? "not" : "forbidden");
        }
        assertThat(plane.kubectl("get", "secrets", "-n", "kube-system", "-o", "name"))
                .doesNotContain("/" + name + "\n");
    }

    @Test
    void cannotTurnItsSecretIntoATokenOfAnotherAccount() throws Exception {
        Answer answer =
                plane.kubectlAs(account, "replace", "-f", tokenSecret(NAME).toString());

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.said()).contains("type: Invalid value").contains("field is immutable");
    }

    @Test
    void mayReadAndReplaceItsSecretAndNoOther() throws Exception {
        plane.kubectl("create", "secret", "generic", "others", "-n", "kube-system");
        try {
            assertThat(plane.kubectlAs(account, "get", "secret", NAME, "-n", "kube-system")
                            .exitCode())
                    .isZero();
            fill(account);
            assertThat(data()).isNotEmpty();
            assertThat(plane.kubectlAs(account, "get", "secret", "others", "-n", "kube-system")
                            .said())
                    .contains("Forbidden");
            assertThat(plane.kubectlAs(account, "get", "secrets", "-n", "kube-system")
                            .said())
                    .contains("Forbidden");
        } finally {
            plane.kubectl("delete", "secret", "others", "-n", "kube-system");
        }
    }

    @Test
    void keepsItsContentWhenTheManifestIsAppliedAgainInAnyWay() throws Exception {
        fill(account);
        String before = data();

        plane.kubectl("apply", "--validate=false", "-f", MANIFEST);
        assertThat(data()).isEqualTo(before);
        plane.kubectl("apply", "--validate=false", "--server-side", "--force-conflicts", "-f", MANIFEST);
        assertThat(data()).isEqualTo(before);
    }

    @Test
    void keepsTheContentOfASecretThatAnEarlierVersionCreated() throws Exception {
        plane.kubectl("delete", "secret", NAME, "-n", "kube-system");
        plane.kubectl("create", "secret", "generic", NAME, "-n", "kube-system", "--from-literal=ca.crt=old");
        String before = data();

        plane.kubectl("apply", "--validate=false", "-f", MANIFEST);

        assertThat(data()).isEqualTo(before);
    }

    /** The statement of docs/migration.md on GitOps tools that hold metrics-server's APIService. */
    @Test
    void letsNoClientBringInsecureSkipTlsVerifyBackWhileThereIsABundle() throws Exception {
        plane.kubectl(
                "patch",
                "apiservice",
                "v1beta1.metrics.k8s.io",
                "--type=merge",
                "-p",
                "{\"spec\":{\"caBundle\":\"" + ca() + "\"}}");
        Path held = Files.writeString(folder.resolve("held.yaml"), """
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1beta1.metrics.k8s.io}
                spec:
                  service: {name: metrics-server, namespace: kube-system}
                  group: metrics.k8s.io
                  version: v1beta1
                  insecureSkipTLSVerify: true
                  groupPriorityMinimum: 100
                  versionPriority: 100
                """);

        for (String[] way : new String[][] {{"apply"}, {"apply", "--server-side", "--force-conflicts"}}) {
            assertThatThrownBy(() -> plane.kubectl(and(way, "-f", held.toString())))
                    .hasMessageContaining("may not be true if caBundle is present");
        }
        assertThat(plane.kubectl("get", "apiservice", "v1beta1.metrics.k8s.io", "-o", "jsonpath={.spec.service.name}"))
                .isEqualTo("kubestats");
    }

    private static String[] and(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** Sends a PUT as Kubestats does; replace without --raw would put the data into the last-applied annotation. */
    private void fill(Path as) throws Exception {
        Path filled = folder.resolve("filled.json");
        Files.writeString(
                filled,
                plane.kubectl("get", "secret", NAME, "-n", "kube-system", "-o", "json")
                        .replaceFirst(
                                "\"kind\": \"Secret\"", "\"kind\": \"Secret\", \"data\": {\"ca.crt\": \"bmV3\"}"));
        Answer answer = plane.kubectlAs(
                as, "replace", "--raw", "/api/v1/namespaces/kube-system/secrets/" + NAME, "-f", filled.toString());
        assertThat(answer.exitCode()).as(answer.said()).isZero();
    }

    private String data() throws Exception {
        return plane.kubectl("get", "secret", NAME, "-n", "kube-system", "-o", "jsonpath={.data}");
    }

    private String ca() throws Exception {
        return java.util.Base64.getEncoder().encodeToString(Files.readAllBytes(plane.file("ca.crt")));
    }

    private Path tokenSecret(String name) throws Exception {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                apiVersion: v1
                kind: Secret
                type: kubernetes.io/service-account-token
                metadata:
                  name: %s
                  namespace: kube-system
                  annotations: {kubernetes.io/service-account.name: default}
                """.formatted(name));
    }
}
