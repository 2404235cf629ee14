package io.kubestats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kubestats.testing.Programs;
import io.kubestats.testing.PrometheusRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurations that make a Prometheus scrape Kubestats are valid and consistent. */
class PrometheusConfigTest {
    private static final Path CONFIG = Path.of("prometheus", "prometheus.yml");
    private static final Path CLUSTER = Path.of("prometheus", "kubernetes");
    private static final Path SERVICE_MONITOR =
            Path.of("deploy", "kustomize", "overlays", "prometheus-operator", "service-monitor.yaml");

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @EnumSource
    void promtoolUnderstandsWhatScrapesThisMachine(PrometheusRelease release) throws Exception {
        assertUnderstood(release, CONFIG.toString());
    }

    /** Debian's Prometheus lacks Kubernetes discovery. */
    @Test
    void promtoolUnderstandsWhatScrapesACluster() throws Exception {
        assertUnderstood(
                PrometheusRelease.BUILT,
                "--syntax-only",
                CLUSTER.resolve("prometheus.yml").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus.yml", "pod-monitor.yaml", "scrape-config.yaml", "service-monitor.yaml"})
    void asksForOneCertificateKeepsOurLabelsAndScrapesAllReplicas(String file) throws IOException {
        Path path = file.equals("service-monitor.yaml") ? SERVICE_MONITOR : CLUSTER.resolve(file);
        JsonNode wanted = document(path).findParent("honorLabels");
        JsonNode job = wanted == null ? document(path).findParent("honor_labels") : wanted;

        assertThat(job).isNotNull();
        assertThat(job.toString())
                .contains("kubestats.kube-system.svc")
                .contains("/metrics")
                .containsIgnoringCase("\"scheme\":\"https\"")
                .containsPattern("\"honor_?[lL]abels\":true")
                .doesNotContainIgnoringCase("insecure");
    }

    @Test
    void callsTheJobAsTheAlertsDo() throws IOException {
        assertThat(document(CLUSTER.resolve("prometheus.yml"))
                        .at("/scrape_configs/0/job_name")
                        .asText())
                .isEqualTo("kubestats");
        assertThat(document(CLUSTER.resolve("scrape-config.yaml"))
                        .at("/spec/jobName")
                        .asText())
                .isEqualTo("kubestats");
        assertThat(document(CLUSTER.resolve("pod-monitor.yaml"))
                        .at("/spec/jobLabel")
                        .asText())
                .isEqualTo("k8s-app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod-monitor.yaml", "scrape-config.yaml"})
    void bearsATokenThatThereIs(String file) throws IOException {
        List<String> secrets = documents(CLUSTER.resolve("scraper.yaml")).stream()
                .filter(object -> object.path("kind").asText().equals("Secret"))
                .map(object -> object.at("/metadata/name").asText())
                .toList();

        assertThat(document(CLUSTER.resolve(file))
                        .findPath("credentials")
                        .path("name")
                        .asText())
                .isIn(secrets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbac.yaml", "scraper.yaml"})
    void givesPrometheusNoMoreThanItNeeds(String file) throws IOException {
        List<JsonNode> objects = documents(CLUSTER.resolve(file));
        String role = Files.readString(Path.of("deploy", "kubestats.yaml"));

        assertThat(objects)
                .allSatisfy(object ->
                        assertThat(object.toString()).doesNotContain("\"*\"").doesNotContain("\"secrets\""));
        assertThat(objects)
                .filteredOn(object -> object.path("kind").asText().equals("ClusterRoleBinding"))
                .singleElement()
                .satisfies(binding -> assertThat(role)
                        .contains("name: " + binding.at("/roleRef/name").asText()));
    }

    private void assertUnderstood(PrometheusRelease release, String... arguments) throws Exception {
        String[] all = Stream.concat(Stream.of("check", "config"), Stream.of(arguments))
                .toArray(String[]::new);
        Programs.Answer answer =
                Programs.run(directory, "", Duration.ofMinutes(1), Programs.command(release.program("promtool"), all));

        assertThat(answer.said()).contains("SUCCESS").doesNotContain("FAILED");
        assertThat(answer.exitCode()).isZero();
    }

    private static JsonNode document(Path file) throws IOException {
        return documents(file).get(0);
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        try (MappingIterator<JsonNode> iterator = yaml.readerFor(JsonNode.class).readValues(file.toFile())) {
            return new ArrayList<>(iterator.readAll());
        }
    }
}
