package io.kubestats.incluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.RealCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Helm path of docs/migration.md: the APIService changes owners and is never deleted. */
@ExtendWith(RealCluster.class)
class ChartAdoptionTest {
    private static final Path CHART = Path.of("deploy", "helm", "kubestats");
    private static final String API_SERVICE = "v1beta1.metrics.k8s.io";

    @Test
    void handsTheApiServiceOverAndBackWithoutDeletingIt(ControlPlane plane) throws Exception {
        Path kubeconfig = plane.file("admin.conf");
        plane.kubectl("delete", "-f", "deploy/kubestats.yaml", "--ignore-not-found", "--wait=false");
        metricsServersApiService(plane);
        String uid = field(plane, ".metadata.uid");
        try {
            new Helm(CHART)
                    .install()
                    .withName("kubestats")
                    .withNamespace("kube-system")
                    .withKubeConfig(kubeconfig)
                    .set("apiService.create", false)
                    .call();
            assertThat(field(plane, ".spec.service.name")).isEqualTo("metrics-server");
            fillSecret(plane);
            String bundle = switchToKubestats(plane);

            annotate(plane, "meta.helm.sh/release-name=kubestats", "meta.helm.sh/release-namespace=kube-system");
            plane.kubectl("label", "apiservice", API_SERVICE, "app.kubernetes.io/managed-by=Helm", "--overwrite");
            upgrade(kubeconfig, true);

            assertThat(field(plane, ".metadata.uid")).isEqualTo(uid);
            assertThat(field(plane, ".spec.caBundle")).isEqualTo(bundle);
            assertThat(field(plane, ".spec.service.name")).isEqualTo("kubestats");
            assertThat(plane.kubectl("get", "apiservice", "v1.metrics.k8s.io", "-o", "name"))
                    .isNotEmpty();
            assertThat(secret(plane)).isEqualTo("bmV3");

            annotate(plane, "helm.sh/resource-policy=keep");
            upgrade(kubeconfig, false);

            assertThat(field(plane, ".metadata.uid")).isEqualTo(uid);
            assertThat(field(plane, ".spec.caBundle")).isEqualTo(bundle);
            assertThat(plane.kubectl("get", "apiservice", "v1.metrics.k8s.io", "--ignore-not-found", "-o", "name"))
                    .isEmpty();
        } finally {
            Helm.uninstall("kubestats")
                    .withNamespace("kube-system")
                    .withKubeConfig(kubeconfig)
                    .ignoreNotFound()
                    .call();
        }
        assertThat(field(plane, ".metadata.uid")).isEqualTo(uid);
        assertThat(plane.kubectl(
                        "get",
                        "secret",
                        "kubestats-serving-cert",
                        "-n",
                        "kube-system",
                        "--ignore-not-found",
                        "-o",
                        "name"))
                .isEmpty();
        plane.kubectl("delete", "apiservice", API_SERVICE);
    }

    private static void upgrade(Path kubeconfig, boolean apiService) {
        new Helm(CHART)
                .upgrade()
                .withName("kubestats")
                .withNamespace("kube-system")
                .withKubeConfig(kubeconfig)
                .reuseValues()
                .set("apiService.create", apiService)
                .call();
    }

    private static void metricsServersApiService(ControlPlane plane) throws Exception {
        plane.kubectl("delete", "apiservice", API_SERVICE, "v1.metrics.k8s.io", "--ignore-not-found");
        plane.apply("""
                {"apiVersion":"apiregistration.k8s.io/v1","kind":"APIService",
                 "metadata":{"name":"v1beta1.metrics.k8s.io"},
                 "spec":{"group":"metrics.k8s.io","version":"v1beta1","insecureSkipTLSVerify":true,
                  "groupPriorityMinimum":100,"versionPriority":100,
                  "service":{"name":"metrics-server","namespace":"kube-system"}}}
                """);
    }

    /** Performs the changes of the operator's patch and of Kubestats together, and returns the bundle. */
    private static String switchToKubestats(ControlPlane plane) throws Exception {
        String bundle = Base64.getEncoder().encodeToString(Files.readAllBytes(plane.file("ca.crt")));
        plane.kubectl(
                "patch",
                "apiservice",
                API_SERVICE,
                "--type=merge",
                "-p",
                "{\"spec\":{\"caBundle\":\"" + bundle + "\",\"insecureSkipTLSVerify\":null,"
                        + "\"service\":{\"name\":\"kubestats\",\"namespace\":\"kube-system\",\"port\":443}}}");
        return bundle;
    }

    private static void fillSecret(ControlPlane plane) throws Exception {
        plane.kubectl(
                "patch",
                "secret",
                "kubestats-serving-cert",
                "-n",
                "kube-system",
                "--type=merge",
                "-p",
                "{\"data\":{\"ca.crt\":\"bmV3\"}}");
    }

    private static String secret(ControlPlane plane) throws Exception {
        return plane.kubectl(
                "get", "secret", "kubestats-serving-cert", "-n", "kube-system", "-o", "jsonpath={.data.ca\\.crt}");
    }

    private static void annotate(ControlPlane plane, String... annotations) throws Exception {
        for (String annotation : annotations) {
            plane.kubectl("annotate", "apiservice", API_SERVICE, annotation, "--overwrite");
        }
    }

    private static String field(ControlPlane plane, String path) throws Exception {
        return plane.kubectl("get", "apiservice", API_SERVICE, "-o", "jsonpath={" + path + "}");
    }
}
