package io.kubestats.exporter;

import java.nio.file.Path;

/** A file for {@code promtool test rules} with the shipped rules. Not thread-safe. */
final class RuleTest {
    private final StringBuilder expected = new StringBuilder();
    private final RecordedSeries series;

    RuleTest(RecordedSeries series) {
        this.series = series;
    }

    /** Expects exactly these series, each with the value 1, for an expression at a minute. */
    void expect(int minute, String expression, String... labels) {
        expected.append("      - {eval_time: %dm, expr: '%s', exp_samples: [".formatted(minute, expression));
        for (String each : labels) {
            expected.append("{labels: '%s', value: 1},".formatted(each));
        }
        expected.append("]}\n");
    }

    String yaml() {
        Path rules = Path.of("prometheus", "rules").toAbsolutePath();
        StringBuilder yaml = new StringBuilder("""
                rule_files: ["%1$s/kubestats-recording.yaml", "%1$s/kubestats-alerts.yaml"]
                evaluation_interval: 1m
                group_eval_order:
                  - kubestats-nodes.rules
                  - kubestats-workloads.rules
                  - kubestats-itself.rules
                tests:
                  - interval: 1m
                    input_series:
                """.formatted(rules));
        series.forEach((name, values) ->
                yaml.append("      - {series: '%s', values: '%s'}%n".formatted(name.replace("'", "''"), values)));
        return yaml.append("    promql_expr_test:\n").append(expected).toString();
    }
}
