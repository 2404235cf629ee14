package io.kubestats.grafana;

/**
 * Builder of PromQL expressions. Every selector is restricted to the dashboard's cluster, job and instance, and {@link
 * #one} must enclose every selector before an aggregation: two replicas expose the same series, which would count
 * twice.
 */
final class Promql {
    private Promql() {}

    /** Returns the series of a metric, with more matchers such as {@code node=~"$node"}. */
    static String series(String metric, String... matchers) {
        String more = matchers.length == 0 ? "" : ", " + String.join(", ", matchers);
        return metric + "{cluster=~\"$cluster\", job=~\"$job\", instance=~\"$instance\"" + more + "}";
    }

    /**
     * Returns the series of a recording rule, which replicas do not duplicate and which has neither job nor instance.
     */
    static String recorded(String rule, String... matchers) {
        String more = matchers.length == 0 ? "" : ", " + String.join(", ", matchers);
        return rule + "{cluster=~\"$cluster\"" + more + "}";
    }

    /** Returns the rate of a counter, in units per second. */
    static String rate(String counter, String... matchers) {
        return "rate(" + series(counter, matchers) + "[$__rate_interval])";
    }

    /** Returns one value per label set, independently of the number of replicas. */
    static String one(String labels, String expression) {
        return "max by (cluster, " + labels + ") (" + expression + ")";
    }

    static String sum(String labels, String expression) {
        return "sum by (cluster, " + labels + ") (" + expression + ")";
    }

    static String sum(String expression) {
        return "sum(" + expression + ")";
    }

    static String top(int most, String expression) {
        return "topk(" + most + ", " + expression + ")";
    }

    /** Returns the share of {@code part} in the sum of part and rest, 0 to 1. */
    static String share(String part, String rest) {
        return part + " / (" + part + " + " + rest + ")";
    }

    /** Returns the age of a Unix time in seconds. */
    static String age(String time) {
        return "time() - " + time;
    }

    /** Returns a quantile of a histogram, which Prometheus stores as classic or, if so configured, as native. */
    static String quantile(String quantile, String labels, String histogram, String... matchers) {
        return "histogram_quantile(" + quantile + ", sum by (le, " + labels + ") ("
                + rate(histogram + "_bucket", matchers) + ")) or histogram_quantile(" + quantile + ", sum by ("
                + labels + ") (" + rate(histogram, matchers) + "))";
    }

    /** Returns the buckets of a histogram for a heat map: one series per bucket, or one native histogram. */
    static String buckets(String histogram, String... matchers) {
        return "sum by (le) (" + rate(histogram + "_bucket", matchers) + ") or on () sum(" + rate(histogram, matchers)
                + ")";
    }
}
