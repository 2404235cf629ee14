package io.kubestats;

import static io.kubestats.Manifests.CHART;
import static io.kubestats.Manifests.chart;
import static io.kubestats.Manifests.container;
import static io.kubestats.Manifests.object;
import static io.kubestats.Manifests.objects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.kubestats.testing.Copies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart with values other than its own. */
class ChartTest {
    private static final int KUBELET_PORT = 10250;

    @TempDir
    Path folder;

    @Test
    void holdsTheRulesAndDashboardsThatAreTested() throws IOException {
        Copies.check(Path.of("prometheus", "rules"), CHART.resolve("rules"));
        Copies.check(Path.of("grafana", "dashboards"), CHART.resolve("dashboards"));
    }

    @ParameterizedTest
    @MethodSource("io.kubestats.Manifests#exampleValues")
    void rendersFromItsPackageWhatItRendersFromItsFolder(String values) throws IOException {
        new Helm(CHART).packageIt().withDestination(folder).call();
        Path file = CHART.resolve("ci").resolve(values + ".yaml");

        String fromPackage = Helm.template(packaged().toString())
                .withName("kubestats")
                .withNamespace("kube-system")
                .withValuesFile(file)
                .call();

        assertThat(fromPackage).isEqualTo(chart().withValuesFile(file).call());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules/kubestats-recording.yaml", "rules/kubestats-alerts.yaml", "dashboards"})
    void failsWhereItsContentIsMissing(String lost) throws IOException {
        Path copy = Copies.copy(CHART, folder.resolve("kubestats"));
        Copies.delete(copy.resolve(lost));

        assertThatThrownBy(() -> monitoring(copy)).hasMessageContaining("its copy is incomplete");
    }

    @Test
    void failsWhereACheckoutTurnedItsContentIntoEmptyFiles() throws IOException {
        Path copy = Copies.copy(CHART, folder.resolve("kubestats"));
        Files.writeString(copy.resolve("rules").resolve("kubestats-alerts.yaml"), "\n");

        assertThatThrownBy(() -> monitoring(copy)).hasMessageContaining("rules/kubestats-alerts.yaml");
    }

    @Test
    void rendersEveryDashboardAndRuleFile() throws IOException {
        List<JsonNode> objects = chart("node-exporter");

        try (Stream<Path> dashboards = Files.list(Path.of("grafana", "dashboards"));
                Stream<Path> rules = Files.list(Path.of("prometheus", "rules"))) {
            assertThat(objects)
                    .filteredOn(object -> object.path("kind").asText().equals("ConfigMap"))
                    .hasSize((int) dashboards.count())
                    .allSatisfy(
                            object -> assertThat(object.path("data").toString()).hasSizeGreaterThan(1000));
            assertThat(objects)
                    .filteredOn(object -> object.path("kind").asText().equals("PrometheusRule"))
                    .hasSize((int) rules.count())
                    .allSatisfy(object -> assertThat(object.at("/spec/groups")).isNotEmpty());
        }
    }

    @Test
    void sharesNoObjectWithMetricsServerWhenInstalledBesideIt() throws IOException {
        Set<String> metricsServers = identities(objects(metricsServersManifest()));
        assertThat(metricsServers).contains("ClusterRole /system:aggregated-metrics-reader");

        assertThat(identities(chart("beside"))).isNotEmpty().doesNotContainAnyElementsOf(metricsServers);
        assertThat(identities(objects(chart().call())))
                .filteredOn(metricsServers::contains)
                .containsExactly("APIService /v1beta1.metrics.k8s.io");
    }

    @ParameterizedTest
    @ValueSource(ints = {KUBELET_PORT, 10255, 10256, 6443, 2379, 443})
    void refusesPortsOnTheHostsNetworkThatANodeNeeds(int port) {
        TemplateCommand template = chart().set("hostNetwork", true).set("port", port);

        assertThatThrownBy(template::call).hasMessageContaining("port");
    }

    @Test
    void refusesAPortThatAnArgumentSetsBehindItsBack() {
        TemplateCommand template = chart().set("extraArgs[0]", "--secure-port=10250");

        assertThatThrownBy(template::call).hasMessageContaining("extraArgs");
    }

    @Test
    void stopsThePodThatHasTheHostsPortBeforeItStartsAnother() throws IOException {
        JsonNode deployment = object(
                objects(chart().set("hostNetwork", true).set("port", 4443).call()), "Deployment", "kubestats");

        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt(-1))
                .isZero();
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt())
                .isEqualTo(1);
        assertThat(deployment.at("/spec/template/spec/dnsPolicy").asText()).isEqualTo("ClusterFirstWithHostNet");
        assertThat(deployment
                        .at("/spec/template/spec/containers/0/ports/0/containerPort")
                        .asInt())
                .isEqualTo(4443);
    }

    @Test
    void makesNoNetworkPolicyThatTheHostsNetworkIgnores() throws IOException {
        assertThat(chart("beside"))
                .noneMatch(object -> object.path("kind").asText().equals("NetworkPolicy"));
    }

    @Test
    void takesAnotherUpdateStrategy() throws IOException {
        JsonNode deployment =
                object(objects(chart().set("updateStrategy.type", "Recreate").call()), "Deployment", "kubestats");

        assertThat(deployment.at("/spec/strategy").toString()).isEqualTo("{\"type\":\"Recreate\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, 160Mi, 512Mi",
        "100, false, 160Mi, 512Mi",
        "101, true, 224Mi, 512Mi",
        "1000, true, 224Mi, 512Mi",
        "1001, true, 512Mi, 1Gi",
        "5000, true, 512Mi, 1Gi"
    })
    void sizesThePodForItsNodes(int nodes, boolean large, String request, String limit) throws IOException {
        JsonNode container = container(objects(chart().set("nodes", nodes).call()));

        assertThat(container.at("/resources/requests/memory").asText()).isEqualTo(request);
        assertThat(container.at("/resources/limits/memory").asText()).isEqualTo(limit);
        assertThat(container.at("/env/0/value").asText()).isEqualTo(large ? "@/app/large.options" : "");
    }

    @Test
    void takesFlagsOfTheJvmAndResourcesAsTheyAre() throws IOException {
        JsonNode container = container(objects(chart().set("nodes", 1000)
                .set("env[0].name", "JDK_JAVA_OPTIONS")
                .set("env[0].value", "-Xint")
                .set("resources.limits.memory", "2Gi")
                .call()));

        assertThat(container.path("env").toString()).isEqualTo("[{\"name\":\"JDK_JAVA_OPTIONS\",\"value\":\"-Xint\"}]");
        assertThat(container.path("resources").toString()).isEqualTo("{\"limits\":{\"memory\":\"2Gi\"}}");
    }

    @Test
    void addsTheLargeProfileToOtherVariables() throws IOException {
        JsonNode container = container(objects(chart().set("nodes", 1000)
                .set("env[0].name", "NO_PROXY")
                .set("env[0].value", "example")
                .call()));

        assertThat(container.path("env").findValuesAsText("name")).containsExactly("JDK_JAVA_OPTIONS", "NO_PROXY");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "5, 1"})
    void letsNodesBeDrainedWithAnyNumberOfReplicas(int replicas, int maxUnavailable) throws IOException {
        JsonNode budget = object(objects(chart().set("replicas", replicas).call()), "PodDisruptionBudget", "kubestats");

        assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(maxUnavailable);
        assertThat(budget.path("spec").has("minAvailable")).isFalse();
    }

    @Test
    void leavesUserAndGroupToOpenShift() throws IOException {
        JsonNode pod = object(chart("openshift"), "Deployment", "kubestats").at("/spec/template/spec");

        assertThat(pod.at("/securityContext").has("runAsUser")).isFalse();
        assertThat(pod.at("/securityContext").has("runAsGroup")).isFalse();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/containers/0/securityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void sendsPrometheusOwnTokenUnlessASecretIsNamed() throws IOException {
        JsonNode own = endpoint(chart("monitoring"));
        JsonNode named = endpoint(objects(chart().set("serviceMonitor.create", true)
                .set("serviceMonitor.authorization.secretName", "mine")
                .set("serviceMonitor.authorization.secretKey", "bearer")
                .call()));

        assertThat(own.has("bearerTokenFile")).isTrue();
        assertThat(own.has("authorization")).isFalse();
        assertThat(named.has("bearerTokenFile")).isFalse();
        assertThat(named.at("/authorization/credentials").toString())
                .isEqualTo("{\"name\":\"mine\",\"key\":\"bearer\"}");
    }

    @Test
    void makesATokenThatMayReadTheMetricsAlone() throws IOException {
        List<JsonNode> objects = chart("scrape-token");
        JsonNode secret = object(objects, "Secret", "kubestats-scraper");

        assertThat(endpoint(objects).at("/authorization/credentials/name")).isEqualTo(secret.at("/metadata/name"));
        assertThat(secret.path("type").asText()).isEqualTo("kubernetes.io/service-account-token");
        assertThat(secret.at("/metadata/annotations/kubernetes.io~1service-account.name"))
                .isEqualTo(
                        object(objects, "ServiceAccount", "kubestats-scraper").at("/metadata/name"));
    }

    @Test
    void limitsTheNetworkToWhatValuesName() throws IOException {
        JsonNode spec =
                object(chart("strict-network"), "NetworkPolicy", "kubestats").path("spec");

        assertThat(spec.at("/ingress/0/from")).hasSize(2);
        assertThat(spec.at("/egress/0/ports").findValuesAsText("port"))
                .containsExactlyInAnyOrder("53", "5353", "6443", "10250", "53", "5353");
        assertThat(spec.at("/egress/0/ports"))
                .allSatisfy(port -> assertThat(port.has("port")).isTrue());
    }

    @Test
    void needsNoSecretOfItsOwnWhereTheCertificateIsGiven() throws IOException {
        List<JsonNode> objects = chart("secure");

        assertThat(objects).noneMatch(object -> object.path("kind").asText().matches("Secret|Role"));
    }

    private static void monitoring(Path chart) {
        new Helm(chart)
                .template()
                .withName("kubestats")
                .withValuesFile(CHART.resolve("ci").resolve("monitoring.yaml"))
                .call();
    }

    private static JsonNode endpoint(List<JsonNode> objects) {
        return object(objects, "ServiceMonitor", "kubestats").at("/spec/endpoints/0");
    }

    private Path packaged() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Set<String> identities(List<JsonNode> objects) {
        return objects.stream()
                .map(object -> object.path("kind").asText()
                        + ' '
                        + object.at("/metadata/namespace").asText()
                        + '/'
                        + object.at("/metadata/name").asText())
                .collect(Collectors.toSet());
    }

    private static String metricsServersManifest() throws IOException {
        try (InputStream in = ChartTest.class.getResourceAsStream("incluster/metrics-server-0.9.0.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
