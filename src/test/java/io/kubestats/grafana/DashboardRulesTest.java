package io.kubestats.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.grafana.ShippedDashboard.Shown;
import io.kubestats.testing.HistogramForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules of Grafana's dashboard linter, stricter where it is lenient, with additional rules of this project. */
class DashboardRulesTest {
    private static final Set<String> UNITS =
            Set.of("none", "short", "percentunit", "bytes", "Bps", "bps", "pps", "s", "ops", "reqps", "bool_yes_no");
    private static final Pattern RATE = Pattern.compile("\\b(?:rate|irate|increase)\\([^\\[]*\\[([^]]*)]");
    private static final Pattern LINK = Pattern.compile("/d/([\\w-]+)\\?([^\"]*)");
    private static final Pattern SET_VARIABLE = Pattern.compile("var-(\\w+)=");
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `(\\w+)` \\| (\\w+) ", Pattern.MULTILINE);

    /** The series of node_exporter that the dashboards use. */
    private static final Set<String> NODE_EXPORTER = Set.of(
            "node_load1",
            "node_load5",
            "node_load15",
            "node_filesystem_avail_bytes",
            "node_filesystem_size_bytes",
            "node_disk_read_bytes_total",
            "node_disk_written_bytes_total",
            "node_disk_io_time_seconds_total");

    private static final Pattern RECORDED = Pattern.compile("- record: (\\S+)");

    private final List<ShippedDashboard> dashboards = ShippedDashboard.all();
    private final List<Shown> panels = dashboards.stream()
            .flatMap(dashboard -> dashboard.panels().stream())
            .toList();

    @Test
    void haveAnAddressATitleAndATag() {
        assertThat(dashboards).allSatisfy(dashboard -> {
            assertThat(dashboard.uid()).matches("kubestats-[a-z]+").hasSizeBetween(8, 40);
            assertThat(dashboard.json().path("description").asText()).isNotBlank();
            assertThat(dashboard.json().path("tags").toString()).isEqualTo("[\"kubestats\"]");
            assertThat(dashboard.json().path("schemaVersion").asInt()).isEqualTo(42);
            assertThat(dashboard.json().path("graphTooltip").asInt()).isEqualTo(1);
            assertThat(dashboard.json().path("editable").asBoolean(true)).isFalse();
            assertThat(dashboard.json().path("timepicker").has("time_options")).isFalse();
        });
        assertThat(dashboards.stream().map(ShippedDashboard::uid)).doesNotHaveDuplicates();
        assertThat(dashboards.stream().map(each -> each.json().path("title").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void leadToEachOtherWithTimeAndVariablesKept() {
        assertThat(dashboards).allSatisfy(dashboard -> {
            JsonNode link = dashboard.json().path("links").path(0);
            assertThat(link.path("type").asText()).isEqualTo("dashboards");
            assertThat(link.path("tags").toString()).isEqualTo("[\"kubestats\"]");
            assertThat(link.path("asDropdown").asBoolean()).isTrue();
            assertThat(link.path("includeVars").asBoolean()).isTrue();
            assertThat(link.path("keepTime").asBoolean()).isTrue();
        });
    }

    @Test
    void chooseTheDataSourceThenClusterJobAndInstance() {
        assertThat(dashboards).allSatisfy(dashboard -> {
            List<JsonNode> variables = dashboard.variables();
            assertThat(variables.stream().map(variable -> variable.path("name").asText()))
                    .startsWith("datasource", "cluster", "job", "instance")
                    .doesNotHaveDuplicates();
            assertThat(variables.get(0).path("label").asText()).isEqualTo("Data source");
            assertThat(variables.get(0).path("query").asText()).isEqualTo("prometheus");
            assertThat(variables.subList(1, 4).stream()
                            .map(each -> each.path("allValue").asText()))
                    .containsExactly(".*", ".+", ".+");
            assertThat(variables.subList(1, 4)).allSatisfy(each -> {
                assertThat(each.path("multi").asBoolean()).isTrue();
                assertThat(each.path("includeAll").asBoolean()).isTrue();
            });
            assertThat(variables.subList(1, variables.size())).allSatisfy(DashboardRulesTest::isGoodQueryVariable);
        });
    }

    private static void isGoodQueryVariable(JsonNode variable) {
        assertThat(variable.path("type").asText()).isEqualTo("query");
        assertThat(variable.path("refresh").asInt()).as("on time change").isEqualTo(2);
        assertThat(variable.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
        assertThat(variable.path("query").asText()).matches("label_values\\(.+, \\w+\\)");
        String name = variable.path("name").asText();
        assertThat(variable.path("label").asText())
                .isEqualTo(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }

    @Test
    void sayWhatEachPanelShows() {
        assertThat(panels).allSatisfy(panel -> {
            JsonNode defaults = panel.json().path("fieldConfig").path("defaults");
            assertThat(panel.json().path("title").asText()).isNotBlank();
            assertThat(panel.json().path("description").asText())
                    .as(panel.name())
                    .endsWith(".");
            assertThat(defaults.path("noValue").asText()).as(panel.name()).isNotBlank();
            assertThat(panel.unit()).as(panel.name()).isIn(UNITS);
            assertThat(defaults.path("thresholds").path("steps"))
                    .as(panel.name())
                    .isNotEmpty();
            assertThat(panel.json().path("fieldConfig").path("overrides").findValuesAsText("hideFrom"))
                    .isEmpty();
        });
        for (ShippedDashboard dashboard : dashboards) {
            assertThat(dashboard.panels().stream().map(Shown::name)).doesNotHaveDuplicates();
        }
    }

    @Test
    void haveColumnsWithUnits() {
        assertThat(panels).filteredOn(Shown::isTable).allSatisfy(panel -> {
            assertThat(panel.targets()).allSatisfy(target -> {
                assertThat(target.path("instant").asBoolean()).as(panel.name()).isTrue();
                assertThat(panel.unit(target))
                        .as(panel.name() + target.path("refId"))
                        .isIn(UNITS);
            });
        });
    }

    @Test
    void askTheChosenDataSource() {
        assertThat(panels).allSatisfy(panel -> {
            assertThat(panel.json().path("datasource").path("uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.targets())
                    .as(panel.name())
                    .isNotEmpty()
                    .allSatisfy(target -> assertThat(
                                    target.path("datasource").path("uid").asText())
                            .isEqualTo("${datasource}"));
        });
    }

    @Test
    void keepEverySelectorToTheChosenClusterJobAndInstance() {
        assertThat(panels)
                .allSatisfy(panel -> assertThat(panel.expressions())
                        .allSatisfy(expression -> assertThat(Selector.of(expression))
                                .as(expression)
                                .isNotEmpty()
                                .allSatisfy(selector ->
                                        assertThat(selector.matchers()).contains(matchers(selector)))));
    }

    /**
     * Returns the required matchers. Recording rules aggregate jobs and instances away, and series of node_exporter
     * have a job of their own.
     */
    private static List<String> matchers(Selector selector) {
        if (selector.isOfNodeExporter()) {
            return List.of("cluster=~\"$cluster\"", "node=~\"$node\"");
        }
        return selector.isRecorded()
                ? List.of("cluster=~\"$cluster\"")
                : List.of("cluster=~\"$cluster\"", "job=~\"$job\"", "instance=~\"$instance\"");
    }

    @Test
    void takeRatesOverTheIntervalThatFits() {
        assertThat(panels)
                .allSatisfy(panel -> assertThat(panel.expressions())
                        .allSatisfy(expression -> assertThat(
                                        RATE.matcher(expression).results().map(rate -> rate.group(1)))
                                .as(expression)
                                .allMatch("$__rate_interval"::equals)));
    }

    @Test
    void showCountersAsRatesOnly() {
        assertThat(panels)
                .allSatisfy(panel -> assertThat(panel.expressions())
                        .flatMap(Selector::of)
                        .filteredOn(selector -> selector.metric().matches(".*_(total|bucket|sum|count)"))
                        .allSatisfy(selector -> assertThat(selector.before()).endsWith("rate(")));
    }

    @Test
    void countOnceWhatTwoReplicasTell() {
        Set<String> told = Arrays.stream(MetricFamily.values())
                .map(MetricFamily::metricName)
                .collect(Collectors.toCollection(HashSet::new));
        told.addAll(NODE_EXPORTER);
        Pattern once = Pattern.compile(".*(max|min) by \\(cluster, [^)]*\\) \\((rate\\(|deriv\\(|changes\\()?");

        assertThat(panels)
                .allSatisfy(panel -> assertThat(panel.expressions())
                        .flatMap(Selector::of)
                        .filteredOn(selector -> told.contains(selector.metric()))
                        .allSatisfy(selector -> assertThat(selector.before())
                                .as(panel.name() + " " + selector.metric())
                                .matches(once)));
    }

    @Test
    void useOnlyMetricsThatExist() throws IOException {
        Set<String> known = documented();
        Arrays.stream(MetricFamily.values()).map(MetricFamily::metricName).forEach(known::add);
        known.add("up");
        known.addAll(NODE_EXPORTER);
        for (String file : List.of("kubestats-recording.yaml", "kubestats-node-exporter.yaml")) {
            RECORDED.matcher(Files.readString(Path.of("prometheus", "rules", file), UTF_8))
                    .results()
                    .forEach(rule -> known.add(rule.group(1)));
        }

        assertThat(panels)
                .allSatisfy(panel -> assertThat(panel.expressions())
                        .flatMap(Selector::of)
                        .extracting(Selector::metric)
                        .allMatch(metric -> known.contains(metric) || metric.matches("(jvm|process|scrape)_.*")));
    }

    @Test
    void leaveOutMetricsThatAreOffUnlessAskedFor() {
        Set<String> off = Arrays.stream(MetricFamily.values())
                .filter(family -> !family.isOnByDefault())
                .map(MetricFamily::metricName)
                .collect(Collectors.toSet());

        assertThat(panels)
                .allSatisfy(panel -> assertThat(panel.expressions())
                        .flatMap(Selector::of)
                        .extracting(Selector::metric)
                        .doesNotContainAnyElementsOf(off));
    }

    @Test
    void linkOnlyToDashboardsThatAreShippedWithVariablesThatTheyHave() {
        for (ShippedDashboard dashboard : dashboards) {
            for (MatchResult link :
                    LINK.matcher(dashboard.json().toString()).results().toList()) {
                assertThat(dashboards).as(link.group()).anySatisfy(target -> {
                    assertThat(target.uid()).isEqualTo(link.group(1));
                    assertThat(target.variables().stream()
                                    .map(variable -> variable.path("name").asText()))
                            .containsAll(SET_VARIABLE
                                    .matcher(link.group(2))
                                    .results()
                                    .map(set -> set.group(1))
                                    .toList());
                });
                assertThat(link.group(2))
                        .startsWith("${__url_time_range}&${datasource:queryparam}&${cluster:queryparam}"
                                + "&${job:queryparam}&${instance:queryparam}");
            }
        }
    }

    @Test
    void readHistogramsInBothForms() throws IOException {
        Set<String> histograms = HistogramForms.histograms();

        assertThat(panels)
                .allSatisfy(panel -> assertThat(panel.expressions())
                        .allSatisfy(expression -> assertThat(HistogramForms.classicOnly(expression, histograms))
                                .isEmpty()));
    }

    /** Returns the documented self-metrics by the names of their series. */
    private static Set<String> documented() throws IOException {
        Set<String> names = new HashSet<>();
        DOCUMENTED
                .matcher(Files.readString(Path.of("docs", "metrics.md"), UTF_8))
                .results()
                .forEach(row -> {
                    names.add(row.group(1));
                    if (row.group(2).equals("histogram")) {
                        names.addAll(List.of(row.group(1) + "_bucket", row.group(1) + "_sum", row.group(1) + "_count"));
                    }
                });
        assertThat(names).contains("kubestats_build_info", "kubestats_scrape_duration_seconds_bucket");
        return names;
    }
}
