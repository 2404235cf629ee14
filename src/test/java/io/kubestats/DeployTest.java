package io.kubestats;

import static io.kubestats.Manifests.CHART;
import static io.kubestats.Manifests.objects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import io.kubestats.config.MetadataChoice;
import io.kubestats.config.ParseResult;
import io.kubestats.config.PodEnvironment;
import io.kubestats.config.ServeFlags;
import io.kubestats.config.ServeFlags.Serve;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The content of the manifests. */
class DeployTest {
    private static final Path MANIFEST = Path.of("deploy", "kubestats.yaml");

    @TempDir
    Path folder;

    private List<JsonNode> objects = List.of();

    @BeforeEach
    void read() throws Exception {
        objects = objects(Files.readString(MANIFEST));
    }

    @Test
    void isOneFileWithAllThatTheBaseRenders() throws Exception {
        String rendered = kustomize("base");

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(MANIFEST, rendered);
        }
        assertThat(Files.readString(MANIFEST)).isEqualTo(rendered);
    }

    @ParameterizedTest
    @MethodSource("io.kubestats.Manifests#overlays")
    void rendersEachOverlayWithoutAWarning(String overlay) throws Exception {
        List<JsonNode> rendered = objects(kustomize("overlays/" + overlay));

        assertThat(rendered).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource({"prometheus-operator, kubestats-recording kubestats-alerts", "node-exporter, kubestats-node-exporter"})
    void givesThePrometheusOperatorTheRulesThatAreTested(String overlay, String names) throws Exception {
        StringBuilder made = new StringBuilder("# Made from prometheus/rules; a test writes it again.\n");
        for (String name : names.split(" ", -1)) {
            made.append("---\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: ")
                    .append(name)
                    .append("\n  namespace: kube-system\n  labels:\n    k8s-app: kubestats\nspec:\n");
            Files.readString(Path.of("prometheus", "rules", name + ".yaml"))
                    .lines()
                    .forEach(line ->
                            made.append(line.isEmpty() ? "" : "  ").append(line).append('\n'));
        }
        Path file = Path.of("deploy", "kustomize", "overlays", overlay, "rules.yaml");

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file)).isEqualTo(made.toString());
    }

    @Test
    void putsEveryDashboardIntoAConfigMap() throws Exception {
        List<String> rendered = objects(kustomize("overlays/dashboards")).stream()
                .filter(object -> object.path("kind").asText().equals("ConfigMap"))
                .map(object -> object.path("data").fieldNames().next())
                .toList();

        try (var files = Files.list(Path.of("grafana", "dashboards"))) {
            assertThat(rendered)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void labelsEveryObjectAndPutsItIntoKubeSystem() {
        assertThat(objects).allSatisfy(object -> {
            assertThat(object.at("/metadata/labels/k8s-app").asText()).isEqualTo("kubestats");
            assertThat(object.at("/metadata/namespace").asText()).isIn("", "kube-system");
        });
    }

    @Test
    void runsWithoutAnyPrivilege() {
        JsonNode pod = object("Deployment").at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        assertThat(pod.toString()).doesNotContain("hostPath").doesNotContain("hostNetwork");
        assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
        assertThat(container.at("/resources/limits").has("cpu")).isFalse();
        assertThat(pod.at("/enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(object("ServiceAccount").path("automountServiceAccountToken").asBoolean(true))
                .isFalse();
    }

    @Test
    void isNotRestartedBeforeAMinuteWithoutAnAnswer() {
        JsonNode probe = object("Deployment").at("/spec/template/spec/containers/0/livenessProbe");

        assertThat(probe.path("periodSeconds").asInt()
                        * probe.path("failureThreshold").asInt())
                .isGreaterThanOrEqualTo(60);
    }

    @Test
    void bringsTheSecretWithoutDataSoThatApplyingItAgainKeepsTheCertificate() {
        JsonNode secret = object("Secret");

        assertThat(secret.at("/metadata/name").asText()).isEqualTo("kubestats-serving-cert");
        assertThat(secret.path("type").asText()).isEqualTo("Opaque");
        assertThat(secret.has("data") || secret.has("stringData")).isFalse();
    }

    @Test
    void letsNothingOutButTcpAndDns() {
        JsonNode egress = object("NetworkPolicy").at("/spec/egress");

        assertThat(egress).hasSize(1);
        assertThat(egress.at("/0/ports"))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port.path("protocol").asText().equals("TCP")
                                || List.of(53, 5353).contains(port.path("port").asInt()))
                        .isTrue());
    }

    @Test
    void hasSelectorsPortsAndAccountsThatFitTogether() {
        JsonNode template = object("Deployment").at("/spec/template");
        String label = template.at("/metadata/labels/k8s-app").asText();
        JsonNode port = template.at("/spec/containers/0/ports/0");

        assertThat(object("Service").at("/spec/selector/k8s-app").asText()).isEqualTo(label);
        assertThat(object("PodDisruptionBudget")
                        .at("/spec/selector/matchLabels/k8s-app")
                        .asText())
                .isEqualTo(label);
        assertThat(object("NetworkPolicy")
                        .at("/spec/podSelector/matchLabels/k8s-app")
                        .asText())
                .isEqualTo(label);
        assertThat(object("Service").at("/spec/ports/0/targetPort").asText())
                .isEqualTo(port.path("name").asText());
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertThat(template.at("/spec/containers/0/" + probe + "/httpGet/port")
                            .asText())
                    .isEqualTo(port.path("name").asText());
        }
        assertThat(template.at("/spec/serviceAccountName").asText())
                .isEqualTo(object("ServiceAccount").at("/metadata/name").asText());
    }

    @Test
    void givesFlagsThatAreUnderstood() {
        assertThat(flags(objects).problems()).isEmpty();
    }

    @Test
    void letsValuesOfTheChartSayWhichLabelsAreWritten() throws Exception {
        List<JsonNode> fromHelm = objects(new Helm(CHART)
                .template()
                .withName("kubestats")
                .withValuesFile(CHART.resolve("ci").resolve("monitoring.yaml"))
                .call());

        ParseResult<Serve> flags = flags(fromHelm);

        assertThat(flags.problems()).isEmpty();
        MetadataChoice metadata = flags.value().service().metrics().metadata();
        assertThat(metadata.labels().pods().patterns()).containsExactly("app", "team");
        assertThat(metadata.annotations().pods().patterns()).containsExactly("prometheus.io/*");
        assertThat(metadata.needsNamespaces()).isTrue();
        assertThat(object(fromHelm, "ClusterRole").at("/rules/0").toString())
                .contains("\"namespaces\"", "\"list\"", "\"watch\"");
    }

    private static ParseResult<Serve> flags(List<JsonNode> objects) {
        List<String> arguments = StreamSupport.stream(
                        object(objects, "Deployment")
                                .at("/spec/template/spec/containers/0/args")
                                .spliterator(),
                        false)
                .map(JsonNode::asText)
                .toList();
        assertThat(arguments.get(0)).isEqualTo("serve");
        Command command = new Command();
        new CommandLine(command)
                .parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
        return command.flags.parse(new PodEnvironment("10.96.0.1", "443", "kube-system"));
    }

    @Test
    void neverAsksTheApiServerNotToVerify() throws Exception {
        assertThat(Files.readString(MANIFEST))
                .doesNotContain("insecureSkipTLSVerify")
                .doesNotContain("caBundle");
    }

    @Test
    void rendersTheSameWithHelm() throws Exception {
        List<String> fromHelm = comparable(objects(new Helm(CHART)
                .template()
                .withName("kubestats")
                .withNamespace("kube-system")
                .call()));

        assertThat(fromHelm).containsExactlyInAnyOrderElementsOf(comparable(objects));
    }

    @ParameterizedTest
    @CsvSource({"prometheus-operator, monitoring", "node-exporter, node-exporter"})
    void rendersWithHelmWhatTheOverlaysForPrometheusAndGrafanaAdd(String overlay, String values) throws Exception {
        List<JsonNode> overlays = objects(kustomize("overlays/" + overlay));
        overlays.addAll(objects(kustomize("overlays/dashboards")));
        List<JsonNode> fromHelm = objects(new Helm(CHART)
                .template()
                .withName("kubestats")
                .withNamespace("kube-system")
                .withValuesFile(CHART.resolve("ci").resolve(values + ".yaml"))
                .call());

        assertThat(comparable(ofMonitoring(fromHelm)))
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf(comparable(ofMonitoring(overlays)));
    }

    private static List<JsonNode> ofMonitoring(List<JsonNode> objects) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().matches("ConfigMap|ServiceMonitor|PrometheusRule"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("io.kubestats.Manifests#exampleValues")
    void rendersAndLintsTheChartWithOtherValues(String values) throws Exception {
        Path file = CHART.resolve("ci").resolve(values + ".yaml");

        assertThat(objects(new Helm(CHART)
                        .template()
                        .withName("kubestats")
                        .withNamespace("kube-system")
                        .withValuesFile(file)
                        .call()))
                .hasSizeGreaterThan(9);
        assertThat(new Helm(CHART).lint().strict().call().isFailed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"tls.mode, none, mode", "prometheusRules.nodeExporter, true, create"})
    void refusesValuesThatMakeNoSense(String key, String value, String named) {
        assertThatThrownBy(() -> new Helm(CHART)
                        .template()
                        .withName("kubestats")
                        .set(key, value)
                        .call())
                .hasMessageContaining(named);
    }

    /** Returns each object as text, without additions that only Helm makes, with sorted keys. */
    private static List<String> comparable(List<JsonNode> objects) throws Exception {
        ObjectMapper sorted = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        List<String> texts = new ArrayList<>();
        for (JsonNode object : objects) {
            for (String labels : List.of("/metadata/labels", "/spec/template/metadata/labels")) {
                if (object.at(labels) instanceof ObjectNode present) {
                    present.remove(List.of(
                            "app.kubernetes.io/name",
                            "app.kubernetes.io/instance",
                            "app.kubernetes.io/version",
                            "app.kubernetes.io/managed-by",
                            "helm.sh/chart"));
                }
            }
            texts.add(sorted.writeValueAsString(sorted.convertValue(object, Object.class)));
        }
        return texts;
    }

    private JsonNode object(String kind) {
        return object(objects, kind);
    }

    private static JsonNode object(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private String kustomize(String directory) throws Exception {
        return Manifests.kustomize(folder, Manifests.KUSTOMIZE.resolve(directory));
    }

    @CommandLine.Command
    private static final class Command {
        @CommandLine.Mixin
        private final ServeFlags flags = new ServeFlags();
    }
}
