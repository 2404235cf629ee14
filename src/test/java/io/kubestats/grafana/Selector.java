package io.kubestats.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An occurrence of a metric's name in a PromQL expression.
 *
 * @param before the text before it, up to its name
 * @param matchers the matchers in its braces; empty if it has none
 * @param after the text after it
 */
record Selector(String metric, String before, String matchers, String after) {
    private static final Pattern SELECTOR = Pattern.compile(
            "\\b((?:\\w+:)?(?:kubestats|jvm|process|scrape|node)_\\w+(?::\\w+)?|up)\\b(?:\\{([^}]*)})?");

    /** Returns whether the metric comes from a recording rule. */
    boolean isRecorded() {
        return metric.contains(":");
    }

    /** Returns whether the metric comes from node_exporter. */
    boolean isOfNodeExporter() {
        return metric.startsWith("node_");
    }

    static List<Selector> of(String expression) {
        List<Selector> all = new ArrayList<>();
        Matcher matcher = SELECTOR.matcher(expression);
        while (matcher.find()) {
            String matchers = matcher.group(2) == null ? "" : matcher.group(2);
            all.add(new Selector(
                    matcher.group(1),
                    expression.substring(0, matcher.start()),
                    matchers,
                    expression.substring(matcher.end())));
        }
        return all;
    }
}
