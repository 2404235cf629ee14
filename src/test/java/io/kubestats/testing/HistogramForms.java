package io.kubestats.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A check of PromQL for the two forms of a histogram. With {@code convert_classic_histograms_to_nhcb} Prometheus stores
 * one native histogram instead of the series {@code _bucket}, {@code _sum} and {@code _count}.
 */
public final class HistogramForms {
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(\\w+)` \\| histogram \\|");
    private static final Pattern CLASSIC = Pattern.compile("\\b(\\w+)_(bucket|sum|count)\\b");

    private HistogramForms() {}

    /** Returns the names of the documented histograms. */
    public static Set<String> histograms() throws IOException {
        return DOCUMENTED
                .matcher(Files.readString(Path.of("docs", "metrics.md"), UTF_8))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
    }

    /** Returns the series of classic histograms in {@code expression} without a native alternative. */
    public static List<String> classicOnly(String expression, Set<String> histograms) {
        List<String> missing = new ArrayList<>();
        for (MatchResult series : CLASSIC.matcher(expression).results().toList()) {
            String function = series.group(2).equals("bucket") ? "" : "histogram_" + series.group(2) + "\\b.*";
            Pattern twin =
                    Pattern.compile("\\bor\\b.*" + function + "\\b" + series.group(1) + "[\\[{]", Pattern.DOTALL);
            if (histograms.contains(series.group(1))
                    && !twin.matcher(expression).find()) {
                missing.add(series.group());
            }
        }
        return missing;
    }
}
