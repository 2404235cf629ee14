package io.kubestats.grafana;

/**
 * PromQL from parts. Every selector keeps to the dashboard's cluster, job and instance, and {@link #one} must stand
 * around every selector before anything is summed: two replicas tell the same series, which would count twice.
 */
final class Promql {
    private Promql() {}

    /** The series of a metric, with more matchers such as {@code node=~"$node"}. */
    static String series(String metric, String... matchers) {
        String more = matchers.length == 0 ? "" : ", " + String.join(", ", matchers);
        return metric + "{cluster=~\"$cluster\", job=~\"$job\", instance=~\"$instance\"" + more + "}";
    }

    /** The series of a recording rule, which no replica doubles, and which tell neither jobs nor instances apart. */
    static String recorded(String rule, String... matchers) {
        String more = matchers.length == 0 ? "" : ", " + String.join(", ", matchers);
        return rule + "{cluster=~\"$cluster\"" + more + "}";
    }

    /** How fast a counter grows, in units a second. */
    static String rate(String counter, String... matchers) {
        return "rate(" + series(counter, matchers) + "[$__rate_interval])";
    }

    /** One value for each set of labels, however many replicas tell it. */
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

    /** What part is of part and rest together, 0 to 1. */
    static String share(String part, String rest) {
        return part + " / (" + part + " + " + rest + ")";
    }

    /** How long ago a Unix time was, in seconds. */
    static String age(String time) {
        return "time() - " + time;
    }

    /** A quantile of a histogram, which Prometheus stores as classic or, if configured so, as native. */
    static String quantile(String quantile, String labels, String histogram, String... matchers) {
        return "histogram_quantile(" + quantile + ", sum by (le, " + labels + ") ("
                + rate(histogram + "_bucket", matchers) + ")) or histogram_quantile(" + quantile + ", sum by ("
                + labels + ") (" + rate(histogram, matchers) + "))";
    }

    /** The buckets of a histogram for a heat map: one series for each bucket, or one native histogram. */
    static String buckets(String histogram, String... matchers) {
        return "sum by (le) (" + rate(histogram + "_bucket", matchers) + ") or on () sum(" + rate(histogram, matchers)
                + ")";
    }
}
