package io.kubestats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.kubestats.testing.Programs;
import io.kubestats.testing.Programs.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Renderings of what deploy/ ships. */
final class Manifests {
    static final Path CHART = Path.of("deploy", "helm", "kubestats");
    static final Path KUSTOMIZE = Path.of("deploy", "kustomize");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Manifests() {}

    /** Returns the names of all overlays. */
    static List<String> overlays() throws IOException {
        return names(KUSTOMIZE.resolve("overlays"));
    }

    /** Returns the names of the chart's example values. */
    static List<String> exampleValues() throws IOException {
        return names(CHART.resolve("ci")).stream()
                .map(name -> name.replace(".yaml", ""))
                .toList();
    }

    /** Returns the objects of a text with YAML documents. */
    static List<JsonNode> objects(String yaml) throws IOException {
        try (MappingIterator<JsonNode> iterator = YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return new ArrayList<>(iterator.readAll().stream()
                    .filter(document -> document.isObject())
                    .toList());
        }
    }

    /** Returns the only object of a kind and name. */
    static JsonNode object(List<JsonNode> objects, String kind, String name) {
        List<JsonNode> found = objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .toList();
        assertThat(found).as(kind + " " + name).hasSize(1);
        return found.get(0);
    }

    /** Returns the only container of the Deployment. */
    static JsonNode container(List<JsonNode> objects) {
        return object(objects, "Deployment", "kubestats").at("/spec/template/spec/containers/0");
    }

    /** Renders a folder with kubectl; {@code scratch} is where it runs. */
    static String kustomize(Path scratch, Path folder) throws IOException, InterruptedException {
        assumeTrue(Programs.isInstalled("kubectl"), "kubectl is not on the PATH: nothing was rendered");
        Answer answer = Programs.run(
                Files.createTempDirectory(scratch, "kustomize"),
                "",
                Duration.ofSeconds(30),
                Programs.command("kubectl", "kustomize", folder.toString()));
        assertThat(answer.exitCode()).as(answer.said()).isZero();
        assertThat(answer.said()).doesNotContain("Warning");
        return answer.said();
    }

    /** Prepares a rendering of the chart as a release of kube-system. */
    static TemplateCommand chart() {
        return new Helm(CHART).template().withName("kubestats").withNamespace("kube-system");
    }

    /** Renders the chart with example values. */
    static List<JsonNode> chart(String values) throws IOException {
        return objects(chart().withValuesFile(CHART.resolve("ci").resolve(values + ".yaml"))
                .call());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
