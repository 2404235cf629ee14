package io.kubestats.incluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.kubestats.testing.controlplane.ControlPlane;
import io.kubestats.testing.controlplane.PrometheusOperator;
import io.kubestats.testing.controlplane.RealCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real API server accepts every shipped object, and knows each of its fields. */
@ExtendWith(RealCluster.class)
class ManifestTest {
    private static final Path PROMETHEUS = Path.of("prometheus", "kubernetes");
    private static final Path CHART = Path.of("deploy", "helm", "kubestats");

    @TempDir
    Path folder;

    @Test
    void takesTheOneFile(ControlPlane plane) throws Exception {
        assertThat(dryRun(plane, Path.of("deploy", "kubestats.yaml"))).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "high-availability",
                "insecure-kubelets",
                "beside",
                "prometheus-operator",
                "node-exporter",
                "dashboards",
                "other-namespace"
            })
    void takesEachOverlay(String overlay, ControlPlane plane) throws Exception {
        String rendered = plane.kubectl("kustomize", "deploy/kustomize/overlays/" + overlay);
        if (overlay.equals("other-namespace")) {
            plane.apply("{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"monitoring\"}}");
        }

        assertThat(dryRun(plane, file(withoutTheOperatorsKinds(rendered)))).hasSizeGreaterThan(10);
    }

    @Test
    void takesTheRightsOfPrometheus(ControlPlane plane) throws Exception {
        assertThat(dryRun(plane, PROMETHEUS.resolve("rbac.yaml"))).hasSize(3);
        assertThat(dryRun(plane, PROMETHEUS.resolve("scraper.yaml"))).hasSize(3);
    }

    @Test
    void takesWhatIsForThePrometheusOperator(ControlPlane plane) throws Exception {
        PrometheusOperator.register(plane);
        String overlay = plane.kubectl("kustomize", "deploy/kustomize/overlays/node-exporter");

        assertThat(dryRun(plane, file(overlay)))
                .contains(
                        "servicemonitor.monitoring.coreos.com/kubestats",
                        "prometheusrule.monitoring.coreos.com/kubestats-alerts",
                        "prometheusrule.monitoring.coreos.com/kubestats-recording",
                        "prometheusrule.monitoring.coreos.com/kubestats-node-exporter");
        assertThat(dryRun(plane, PROMETHEUS.resolve("pod-monitor.yaml")))
                .containsExactly("podmonitor.monitoring.coreos.com/kubestats");
        assertThat(dryRun(plane, PROMETHEUS.resolve("scrape-config.yaml")))
                .containsExactly("scrapeconfig.monitoring.coreos.com/kubestats");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secure", "kind", "beside", "openshift", "strict-network"})
    void takesTheChart(String values, ControlPlane plane) throws Exception {
        TemplateCommand template =
                new Helm(CHART).template().withName("kubestats").withNamespace("kube-system");
        if (!values.isEmpty()) {
            template.withValuesFile(CHART.resolve("ci").resolve(values + ".yaml"));
        }

        assertThat(dryRun(plane, file(template.call()))).hasSizeGreaterThan(10);
    }

    /**
     * Returns kubectl's output for each object; unknown fields are errors. Objects are applied rather than created,
     * since other tests may have installed some.
     */
    private static List<String> dryRun(ControlPlane plane, Path manifest) throws Exception {
        String said = plane.kubectl(
                "apply", "--dry-run=server", "--validate=strict", "-o", "name", "-f", manifest.toString());
        return said.lines().filter(line -> !line.startsWith("Warning:")).toList();
    }

    /**
     * Removes the operator's kinds, which an API server without their CRDs does not know; they have a test of their
     * own.
     */
    private static String withoutTheOperatorsKinds(String manifest) {
        return String.join(
                "\n---\n",
                Stream.of(manifest.split("\n---\n"))
                        .filter(object -> !object.contains("apiVersion: monitoring.coreos.com/"))
                        .toList());
    }

    private Path file(String manifest) throws Exception {
        return Files.writeString(folder.resolve("manifest.yaml"), manifest);
    }
}
