package io.kubestats;

import static io.kubestats.Manifests.KUSTOMIZE;
import static io.kubestats.Manifests.chart;
import static io.kubestats.Manifests.objects;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every right that any manifest of deploy/ or prometheus/ grants is a row of the table in deploy/README.md, with its
 * reason. A right is one verb on one resource, by name where the rule has names.
 */
class GrantedRightsTest {
    private static final Path TABLE = Path.of("deploy", "README.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| (cluster|namespace) \\| ([^|]+) \\| (.+) \\| (.+) \\|$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    @TempDir
    Path folder;

    @Test
    void grantsExactlyTheRightsThatTheTableGivesAReasonFor() throws Exception {
        Set<String> granted = new TreeSet<>();
        for (List<JsonNode> rendering : renderings()) {
            granted.addAll(rights(rendering));
        }

        assertThat(granted).hasSizeGreaterThan(20);
        assertThat(granted).containsExactlyElementsOf(explained());
    }

    /** Permission to create Secrets or pods, bind roles or request tokens in kube-system leads to cluster-admin. */
    @Test
    void grantsNothingThatLeadsToOtherRights() throws Exception {
        for (List<JsonNode> rendering : renderings()) {
            assertThat(rights(rendering))
                    .allSatisfy(right -> assertThat(right)
                            .doesNotContainPattern("(^| )[*]")
                            .doesNotContainPattern(" (create|delete|deletecollection|bind|escalate|impersonate) ")
                            .doesNotContainPattern("nodes/proxy|pods/exec|serviceaccounts")
                            .doesNotMatch(".* (secrets|configmaps)$"));
        }
    }

    @Test
    void grantsNothingOnSecretsWhereTheCertificateIsGiven() throws Exception {
        assertThat(rights(chart("secure"))).noneMatch(right -> right.contains("secrets") || right.contains("patch"));
    }

    private List<List<JsonNode>> renderings() throws Exception {
        List<List<JsonNode>> renderings = new ArrayList<>();
        renderings.add(objects(Files.readString(Path.of("deploy", "kubestats.yaml"))));
        for (String overlay : Manifests.overlays()) {
            renderings.add(objects(
                    Manifests.kustomize(folder, KUSTOMIZE.resolve("overlays").resolve(overlay))));
        }
        renderings.add(objects(chart().call()));
        for (String values : Manifests.exampleValues()) {
            renderings.add(chart(values));
        }
        for (Path more : List.of(
                Path.of("prometheus", "kubernetes", "rbac.yaml"),
                Path.of("prometheus", "kubernetes", "scraper.yaml"),
                KUSTOMIZE.resolve("components").resolve("any-namespace").resolve("auth-reader.yaml"))) {
            renderings.add(objects(Files.readString(more)));
        }
        return renderings;
    }

    /** Returns lines such as {@code kubestats namespace get secrets kubestats-serving-cert}. */
    private static Set<String> rights(List<JsonNode> objects) {
        Set<String> rights = new TreeSet<>();
        for (JsonNode object : objects) {
            String kind = object.path("kind").asText();
            String name = object.at("/metadata/name").asText();
            if (kind.matches("(Cluster)?RoleBinding")) {
                String scope = kind.equals("RoleBinding") ? "namespace" : "cluster";
                String role = object.at("/roleRef/name").asText();
                for (JsonNode subject : object.path("subjects")) {
                    rights.add(subject.path("name").asText() + ' ' + scope + " has " + role);
                }
            } else if (kind.matches("(Cluster)?Role")) {
                String scope = kind.equals("Role") ? "namespace" : "cluster";
                object.path("rules").forEach(rule -> rights.addAll(rights(name + ' ' + scope, rule)));
                assertThat(object.path("aggregationRule").isMissingNode()).isTrue();
                object.at("/metadata/labels").properties().stream()
                        .filter(label -> label.getKey().startsWith("rbac.authorization.k8s.io/aggregate-to-"))
                        .forEach(label -> rights.add(
                                label.getKey().replaceFirst(".*aggregate-to-", "") + " cluster has " + name));
            }
        }
        return rights;
    }

    private static Set<String> rights(String role, JsonNode rule) {
        List<String> resources = new ArrayList<>(texts(rule.path("nonResourceURLs")));
        for (String group : texts(rule.path("apiGroups"))) {
            texts(rule.path("resources"))
                    .forEach(resource -> resources.add(resource + (group.isEmpty() ? "" : '.' + group)));
        }
        List<String> names = rule.has("resourceNames")
                ? texts(rule.path("resourceNames")).stream()
                        .map(name -> ' ' + name)
                        .toList()
                : List.of("");
        Set<String> rights = new TreeSet<>();
        for (String verb : texts(rule.path("verbs"))) {
            resources.forEach(resource -> names.forEach(name -> rights.add(role + ' ' + verb + ' ' + resource + name)));
        }
        return rights;
    }

    private static Set<String> explained() throws IOException {
        Set<String> explained = new TreeSet<>();
        ROW.matcher(Files.readString(TABLE)).results().forEach(row -> {
            assertThat(row.group(5)).as("reason for " + row.group()).hasSizeGreaterThan(15);
            for (String verb : row.group(3).split(", ", -1)) {
                quoted(row.group(4))
                        .forEach(what -> explained.add(Stream.of(row.group(1), row.group(2), verb, what)
                                .collect(joining(" "))));
            }
        });
        return explained;
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
