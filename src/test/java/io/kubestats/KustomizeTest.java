package io.kubestats;

import static io.kubestats.Manifests.KUSTOMIZE;
import static io.kubestats.Manifests.chart;
import static io.kubestats.Manifests.container;
import static io.kubestats.Manifests.kustomize;
import static io.kubestats.Manifests.object;
import static io.kubestats.Manifests.objects;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.testing.Copies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Overlays and components, alone and together. */
class KustomizeTest {
    private static final Path COMPONENTS = KUSTOMIZE.resolve("components");

    @TempDir
    Path folder;

    @Test
    void hasNoSymbolicLinkInWhatIsDeployed() throws IOException {
        for (String shipped : List.of("deploy", "grafana", "prometheus")) {
            try (Stream<Path> files = Files.walk(Path.of(shipped))) {
                assertThat(files).noneMatch(Files::isSymbolicLink);
            }
        }
    }

    @Test
    void holdsTheDashboardsAndTheScraperThatAreTested() throws IOException {
        Path grafana = KUSTOMIZE.resolve("overlays").resolve("dashboards").resolve("grafana");
        Copies.check(Path.of("grafana", "dashboards"), grafana.resolve("dashboards"));
        copied(Path.of("grafana", "kustomization.yaml"), grafana.resolve("kustomization.yaml"));
        copied(
                Path.of("prometheus", "kubernetes", "scraper.yaml"),
                COMPONENTS.resolve("scrape-token").resolve("scraper.yaml"));
    }

    @ParameterizedTest
    @MethodSource("io.kubestats.Manifests#overlays")
    void rendersEachOverlayFromACopyOfItsTreeAlone(String overlay) throws Exception {
        Path copy = Copies.copy(KUSTOMIZE, folder.resolve("somewhere-else"));

        assertThat(kustomize(folder, copy.resolve("overlays").resolve(overlay)))
                .isEqualTo(kustomize(folder, KUSTOMIZE.resolve("overlays").resolve(overlay)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitoring", "metrics"})
    void movesEverythingIntoAnotherNamespaceAndKeepsItWorking(String namespace) throws Exception {
        List<JsonNode> objects = inNamespace(namespace);

        assertThat(objects)
                .filteredOn(object -> object.at("/metadata").has("namespace"))
                .allSatisfy(object ->
                        assertThat(object.at("/metadata/namespace").asText()).isEqualTo(namespace));
        assertThat(objects).allSatisfy(object -> {
            assertThat(object.toString()).doesNotContain("kube-system");
            for (JsonNode subject : object.path("subjects")) {
                assertThat(subject.path("namespace").asText()).isEqualTo(namespace);
            }
        });
        for (String version : List.of("v1beta1", "v1")) {
            assertThat(object(objects, "APIService", version + ".metrics.k8s.io")
                            .at("/spec/service/namespace")
                            .asText())
                    .isEqualTo(namespace);
        }
    }

    @Test
    void readsTheFrontProxysAuthoritiesFromKubeSystemInWhateverNamespaceItIs() throws Exception {
        List<JsonNode> objects = inNamespace("monitoring");
        JsonNode rule = object(objects, "ClusterRole", "kubestats-auth-reader").at("/rules/0");
        JsonNode binding = object(objects, "ClusterRoleBinding", "kubestats-auth-reader");

        assertThat(rule.toString())
                .isEqualTo("{\"apiGroups\":[\"\"],\"resourceNames\":[\"extension-apiserver-authentication\"],"
                        + "\"resources\":[\"configmaps\"],\"verbs\":[\"get\"]}");
        assertThat(binding.at("/roleRef/name").asText()).isEqualTo("kubestats-auth-reader");
        assertThat(objects)
                .noneMatch(object ->
                        object.at("/roleRef/name").asText().equals("extension-apiserver-authentication-reader"));
    }

    /** ServingCertificatesTest verifies that the certificate has this name in each namespace. */
    @Test
    void expectsANameOfTheCertificateThatHoldsInAnyNamespace() throws Exception {
        assertThat(object(inNamespace("monitoring"), "ServiceMonitor", "kubestats")
                        .at("/spec/endpoints/0/tlsConfig/serverName")
                        .asText())
                .isEqualTo("kubestats");
    }

    @Test
    void authorisesThePrometheusOperatorWithASecret() throws Exception {
        List<JsonNode> objects = with("prometheus-operator", "kube-system", "scrape-token");
        JsonNode endpoint = object(objects, "ServiceMonitor", "kubestats").at("/spec/endpoints/0");

        assertThat(endpoint.has("bearerTokenFile")).isFalse();
        assertThat(endpoint.at("/authorization/credentials/name"))
                .isEqualTo(object(objects, "Secret", "kubestats-scraper").at("/metadata/name"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 5000})
    void sizesThePodForItsNodesAsTheChartDoes(int nodes) throws Exception {
        JsonNode container = container(with("high-availability", "monitoring", "nodes-" + nodes));
        JsonNode charts = container(objects(chart().set("nodes", nodes).call()));

        assertThat(container.path("env")).isNotEmpty().isEqualTo(charts.path("env"));
        assertThat(container.path("resources")).isNotEmpty().isEqualTo(charts.path("resources"));
    }

    @Test
    void letsOnlyTheUsualPortsOutWithTheStrictNetworkPolicy() throws Exception {
        JsonNode egress = object(
                        with("high-availability", "kube-system", "strict-network-policy"), "NetworkPolicy", "kubestats")
                .at("/spec/egress");

        assertThat(egress.findValues("ports"))
                .allSatisfy(ports -> assertThat(ports)
                        .allSatisfy(port -> assertThat(port.has("port")).isTrue()));
        assertThat(egress.toString()).contains("10250", "6443", "443", "53");
    }

    private List<JsonNode> inNamespace(String namespace) throws Exception {
        return with("prometheus-operator", namespace, "any-namespace");
    }

    private List<JsonNode> with(String overlay, String namespace, String component) throws Exception {
        Path copy = folder.resolve("kustomize");
        if (!Files.exists(copy)) {
            Copies.copy(KUSTOMIZE, copy);
        }
        Path user = Files.createDirectories(folder.resolve("user"));
        Files.writeString(user.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: %s
                resources: [../kustomize/overlays/%s]
                components: [../kustomize/components/%s]
                """.formatted(namespace, overlay, component));
        return objects(kustomize(folder, user));
    }

    private static void copied(Path original, Path copy) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(copy, Files.readString(original));
        }
        assertThat(Files.readString(copy)).isEqualTo(Files.readString(original));
    }
}
