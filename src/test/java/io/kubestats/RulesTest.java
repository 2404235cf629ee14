package io.kubestats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.testing.HistogramForms;
import io.kubestats.testing.Programs;
import io.kubestats.testing.PrometheusRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules for Prometheus: valid, tested, explained, and based on existing series. */
class RulesTest {
    private static final Path RULES = Path.of("prometheus", "rules");
    private static final Path TESTS = Path.of("prometheus", "tests");
    private static final Path RUNBOOKS = Path.of("docs", "runbooks");
    private static final String RUNBOOK_URL = "https://github.com/kubestats/kubestats/blob/main/docs/runbooks/";

    private static final Pattern OWN_SERIES = Pattern.compile("(?<![:\\w])kubestats_\\w+(?![:\\w])");
    private static final Pattern OTHER_SERIES = Pattern.compile("(?<![:\\w])(?:jvm|process|aggregator)_\\w+");
    private static final Pattern RECORDED_SERIES = Pattern.compile("\\w+:\\w+:\\w+");
    private static final Pattern QUERY = Pattern.compile("(?m)^ {4}promtool query .*$");
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+)([smhd])]");

    /** Series of the JVM and of the API server that rules and runbooks use. */
    private static final Set<String> USUAL_SERIES = Set.of(
            "jvm_memory_bytes_used",
            "jvm_memory_bytes_max",
            "jvm_gc_collection_seconds_sum",
            "process_cpu_seconds_total",
            "aggregator_unavailable_apiservice");

    private final List<JsonNode> rules = rules();
    private final List<JsonNode> alerts = having("alert");
    private final List<JsonNode> recordings = having("record");

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @EnumSource
    void promtoolFindsNothingInTheRules(PrometheusRelease release) throws IOException, InterruptedException {
        Programs.Answer answer = promtool(
                release.program("promtool"), List.of("check", "rules", "--lint=all", "--lint-fatal"), files(RULES));

        assertThat(answer.said()).contains("SUCCESS").doesNotContain("FAILED");
        assertThat(answer.exitCode()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void unitTestsPass(PrometheusRelease release) {
        String promtool = release.program("promtool");

        // Each file evaluates all rules once per simulated minute, which takes minutes of CPU in total.
        List<Programs.Answer> answers = files(TESTS).parallelStream()
                .map(file -> unitTest(promtool, file))
                .toList();

        assertThat(answers).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.said()).contains("SUCCESS").doesNotContain("FAILED");
            assertThat(answer.exitCode()).isZero();
        });
    }

    private Programs.Answer unitTest(String promtool, Path file) {
        try {
            return promtool(promtool, List.of("test", "rules"), List.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while testing " + file, e);
        }
    }

    @Test
    void usesNothingThatOldPrometheusDoesNotKnow() {
        List<JsonNode> groups = documents(RULES).stream()
                .flatMap(document -> stream(document.path("groups")))
                .toList();

        assertThat(groups)
                .isNotEmpty()
                .allSatisfy(group ->
                        assertThat(group.fieldNames()).toIterable().containsExactlyInAnyOrder("name", "rules"));
    }

    @Test
    void looksBackFarEnoughForOneSampleEachMinute() {
        List<Duration> ranges = rules.stream()
                .flatMap(rule -> RANGE.matcher(expression(rule)).results())
                .map(RulesTest::duration)
                .toList();

        assertThat(ranges).isNotEmpty().allMatch(range -> range.compareTo(Duration.ofMinutes(5)) >= 0);
    }

    @Test
    void recordingsAreNamedByLevelMetricAndOperations() {
        assertThat(names(recordings, "record"))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("cluster\\w*:kubestats_\\w+:\\w+"));
    }

    @Test
    void alertsSayWhatIsWrongAndWhereToReadOn() {
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            JsonNode annotations = alert.path("annotations");
            assertThat(annotations.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("summary", "description", "runbook_url");
            assertThat(annotations.path("summary").asText()).isNotBlank().doesNotContain("{{");
            assertThat(annotations.path("description").asText()).isNotBlank();
            assertThat(annotations.path("runbook_url").asText()).isEqualTo(RUNBOOK_URL + runbook(alert));
            assertThat(alert.path("labels").path("severity").asText()).isIn("critical", "warning", "info");
            assertThat(alert.path("for").asText()).matches("[1-9]\\d*[mh]");
        });
    }

    @Test
    void eachAlertHasItsRunbookAndEachRunbookItsAlert() throws IOException {
        Set<String> wanted = alerts.stream().map(RulesTest::runbook).collect(Collectors.toCollection(TreeSet::new));

        Set<String> written = files(RUNBOOKS).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(written).isEqualTo(wanted);
        assertThat(Files.readString(RUNBOOKS.resolve("README.md"), UTF_8))
                .contains(wanted.stream().map(name -> "(" + name + ")").toList());
    }

    @Test
    void asksOnlyForSeriesThatThereAre() throws IOException {
        Set<String> exposed = exposed();

        Set<String> asked = new TreeSet<>();
        for (JsonNode rule : rules) {
            found(OWN_SERIES, expression(rule)).forEach(name -> asked.add(name.replaceFirst("_bucket$", "")));
            asked.addAll(found(OTHER_SERIES, expression(rule)));
        }

        assertThat(asked).hasSizeGreaterThan(40).isSubsetOf(exposed);
    }

    @Test
    void runbooksAskOnlyForSeriesAndRecordingsThatThereAre() throws IOException {
        Set<String> known = exposed();
        known.addAll(names(recordings, "record"));

        Set<String> asked = new TreeSet<>();
        for (Path runbook : files(RUNBOOKS)) {
            for (String query : found(QUERY, Files.readString(runbook, UTF_8))) {
                found(OWN_SERIES, query).forEach(name -> asked.add(name.replaceFirst("_(bucket|count)$", "")));
                asked.addAll(found(OTHER_SERIES, query));
                asked.addAll(found(RECORDED_SERIES, query));
            }
        }

        assertThat(asked).hasSizeGreaterThan(20).isSubsetOf(known);
    }

    @Test
    void readsHistogramsInBothForms() throws IOException {
        Set<String> histograms = HistogramForms.histograms();
        List<String> expressions = new ArrayList<>();
        rules.forEach(rule -> expressions.add(expression(rule)));
        for (Path runbook : files(RUNBOOKS)) {
            expressions.addAll(found(QUERY, Files.readString(runbook, UTF_8)));
        }

        assertThat(histograms).contains("kubestats_api_metric_freshness_seconds");
        assertThat(expressions)
                .anyMatch(expression -> expression.contains("_bucket"))
                .allSatisfy(expression -> assertThat(HistogramForms.classicOnly(expression, histograms))
                        .isEmpty());
    }

    @Test
    void findsHistogramsThatAreReadInOneFormOnly() {
        Set<String> histograms = Set.of("a_seconds");

        assertThat(HistogramForms.classicOnly("rate(a_seconds_bucket[5m])", histograms))
                .containsExactly("a_seconds_bucket");
        assertThat(HistogramForms.classicOnly("a_seconds_sum / a_seconds_count or a_seconds{x=\"y\"}", histograms))
                .containsExactly("a_seconds_sum", "a_seconds_count");
        assertThat(HistogramForms.classicOnly("b_sum or rate(a_seconds_bucket[5m]) or rate(a_seconds[5m])", histograms))
                .isEmpty();
    }

    /** The tests in {@code tests/native} are in a notation that older releases can't read. */
    @Test
    void unitTestsOfNativeHistogramsPass() throws IOException, InterruptedException {
        Programs.Answer answer = promtool(
                PrometheusRelease.BUILT.program("promtool"), List.of("test", "rules"), files(TESTS.resolve("native")));

        assertThat(answer.said()).contains("SUCCESS").doesNotContain("FAILED");
        assertThat(answer.exitCode()).isZero();
    }

    private static Set<String> exposed() throws IOException {
        Set<String> exposed = new TreeSet<>(USUAL_SERIES);
        Arrays.stream(MetricFamily.values()).map(MetricFamily::metricName).forEach(exposed::add);
        String document = Files.readString(Path.of("docs", "metrics.md"), UTF_8);
        exposed.addAll(found(OWN_SERIES, document.substring(document.indexOf("## Kubestats itself"))));
        return exposed;
    }

    @Test
    void asksOnlyForRecordingsThatThereAre() {
        Set<String> asked = rules.stream()
                .flatMap(rule -> found(RECORDED_SERIES, expression(rule)).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).isNotEmpty().isSubsetOf(names(recordings, "record"));
    }

    @Test
    void eachAlertOfEachSeverityFiresInAUnitTestAndHoldsStillInOne() {
        Set<String> firing = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        for (JsonNode test : unitTests("alert_rule_test")) {
            String name = test.path("alertname").asText();
            stream(test.path("exp_alerts"))
                    .map(alert -> name + " "
                            + alert.path("exp_labels").path("severity").asText())
                    .forEach(firing::add);
            if (test.path("exp_alerts").isEmpty()) {
                quiet.add(name);
            }
        }

        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            String name = alert.path("alert").asText();
            assertThat(firing)
                    .contains(name + " " + alert.path("labels").path("severity").asText());
            assertThat(quiet).contains(name);
        });
    }

    @Test
    void eachRecordingHasAUnitTest() {
        assertThat(names(unitTests("promql_expr_test"), "expr")).containsAll(names(recordings, "record"));
    }

    private Programs.Answer promtool(String promtool, List<String> arguments, List<Path> files)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(arguments);
        files.forEach(file -> all.add(file.toString()));
        return Programs.run(
                Files.createTempDirectory(directory, "promtool"),
                "",
                Duration.ofMinutes(5),
                Programs.command(promtool, all.toArray(String[]::new)));
    }

    private List<JsonNode> having(String field) {
        return rules.stream().filter(rule -> rule.has(field)).toList();
    }

    private static List<JsonNode> rules() {
        return documents(RULES).stream()
                .flatMap(document -> stream(document.path("groups")))
                .flatMap(group -> stream(group.path("rules")))
                .toList();
    }

    private static List<JsonNode> unitTests(String kind) {
        return documents(TESTS).stream()
                .flatMap(document -> stream(document.path("tests")))
                .flatMap(test -> stream(test.path(kind)))
                .toList();
    }

    private static List<JsonNode> documents(Path folder) {
        return files(folder).stream().map(RulesTest::document).toList();
    }

    private static JsonNode document(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
    }

    private static List<String> names(List<JsonNode> nodes, String field) {
        return nodes.stream().map(node -> node.path(field).asText()).toList();
    }

    private static String expression(JsonNode rule) {
        return rule.path("expr").asText();
    }

    private static String runbook(JsonNode alert) {
        return alert.path("alert").asText().toLowerCase(Locale.ROOT) + ".md";
    }

    private static Duration duration(MatchResult range) {
        return Duration.parse((range.group(2).equals("d") ? "P" : "PT") + range.group(1) + range.group(2));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
