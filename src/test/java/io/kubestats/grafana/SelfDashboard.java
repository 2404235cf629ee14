package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.age;
import static io.kubestats.grafana.Promql.buckets;
import static io.kubestats.grafana.Promql.quantile;
import static io.kubestats.grafana.Promql.rate;
import static io.kubestats.grafana.Promql.series;
import static io.kubestats.grafana.Promql.top;

import java.util.List;

/** State of Kubestats itself. Nothing is merged here, because each replica is queried about itself. */
final class SelfDashboard {
    private static final String REPLICA = "cluster, instance";

    private SelfDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                Dashboards.SELF,
                "Kubestats / Itself",
                "Scrapes, responses and resources of Kubestats.",
                Variable.common(),
                List.of(
                        Row.open("Is it well?", glance()),
                        Row.open("Scrapes of kubelets", scrapes()),
                        Row.open("Answers", answers()),
                        Row.open("The API server", apiServer()),
                        Row.collapsed("Oddities", oddities()),
                        Row.collapsed("Process and JVM", process())));
    }

    private static Panel[] glance() {
        return new Panel[] {
            Panel.stat("Up", "Replicas that Prometheus reaches.")
                    .unit("none")
                    .thresholds(Thresholds.NONE)
                    .query(
                            "sum(" + series("up") + " and on (job, instance) " + series("kubestats_build_info") + ")",
                            "up"),
            Panel.stat("Version", "What runs here.")
                    .unit("none")
                    .named()
                    .query("count by (version) (" + series("kubestats_build_info") + ")", "{{version}}"),
            Panel.stat("Running for", "How long ago the youngest replica started.")
                    .unit("s")
                    .query("min(" + age(series("process_start_time_seconds")) + ")", "running"),
            Panel.stat("Nodes fresh", "Nodes with fresh samples, on the replica with fewest.")
                    .unit("none")
                    .query("min(" + series("kubestats_store_nodes", "state=\"fresh\"") + ")", "fresh"),
            Panel.stat("Nodes stale or missing", "Nodes without fresh samples, on the replica with most.")
                    .unit("none")
                    .thresholds(Thresholds.ANY)
                    .query(
                            "max(sum by (" + REPLICA + ") ("
                                    + series("kubestats_store_nodes", "state=~\"stale|missing\"") + "))",
                            "stale or missing"),
            Panel.stat("Breakers open", "Nodes whose scrapes are suspended after repeated failures.")
                    .unit("none")
                    .thresholds(Thresholds.ANY)
                    .query("sum(" + Promql.one("node", series("kubestats_node_breaker_open")) + ")", "open")
        };
    }

    private static Panel[] scrapes() {
        return new Panel[] {
            Panel.graph("Scrapes by outcome", "Finished scrapes per second, by outcome.")
                    .unit("ops")
                    .query("sum by (cluster, outcome) (" + rate("kubestats_scrapes_total") + ") > 0", "{{outcome}}"),
            SharedPanels.failedScrapes(),
            Panel.graph("Scrape duration", "Median and 99th percentile of the duration of scrapes.")
                    .unit("s")
                    .query(quantile("0.5", "cluster, mode", "kubestats_scrape_duration_seconds"), "{{mode}} half")
                    .query(quantile("0.99", "cluster, mode", "kubestats_scrape_duration_seconds"), "{{mode}} 99 %"),
            Panel.heatmap(
                    "Scrape durations",
                    "Distribution of the duration of scrapes.",
                    buckets("kubestats_scrape_duration_seconds")),
            Panel.table(
                            "Slowest kubelets",
                            "The 25 nodes whose last scrape took longest.",
                            new String[] {"node", "Node"},
                            Column.of(
                                    "Took",
                                    "s",
                                    new Thresholds(2, 5),
                                    top(25, Promql.one("node", series("kubestats_node_last_scrape_duration_seconds")))))
                    .size(12, 9)
                    .link("Node", "Look into it", Links.to(Dashboards.NODE, Links.cell("node", "Node"))),
            Panel.table(
                            "Longest without a successful scrape",
                            "The 25 nodes with the oldest successful scrape.",
                            new String[] {"node", "Node"},
                            Column.of(
                                    "Last successful scrape",
                                    "s",
                                    new Thresholds(60, 180),
                                    top(
                                            25,
                                            age("min by (cluster, node) ("
                                                    + series("kubestats_node_last_scrape_timestamp_seconds") + ")"))))
                    .size(12, 9)
                    .link("Node", "Look into it", Links.to(Dashboards.NODE, Links.cell("node", "Node"))),
            Panel.graph("Size of responses", "99th percentile of the uncompressed size of responses.")
                    .unit("bytes")
                    .query(quantile("0.99", "cluster, mode", "kubestats_scrape_response_bytes"), "{{mode}}"),
            Panel.graph("Scrapes under way", "Scrapes in progress; a steady rise means that kubelets hang.")
                    .unit("none")
                    .query(
                            "sum by (" + REPLICA + ", mode) (" + series("kubestats_scrapes_in_flight") + ")",
                            "{{instance}} {{mode}}")
        };
    }

    private static Panel[] answers() {
        String asked = "Nobody has asked the Metrics API: kubectl top or an autoscaler does";
        return new Panel[] {
            Panel.graph("Metrics API: requests by code", "Requests a second, by resource and status code.")
                    .unit("reqps")
                    .noValue(asked)
                    .query(
                            "sum by (cluster, resource, code) (" + rate("kubestats_api_requests_total") + ")",
                            "{{resource}} {{code}}"),
            Panel.graph("Metrics API: duration", "99th percentile of the duration of requests.")
                    .unit("s")
                    .thresholds(new Thresholds(1, 5))
                    .noValue(asked)
                    .query(
                            quantile("0.99", "cluster, resource, verb", "kubestats_api_request_duration_seconds"),
                            "{{resource}} {{verb}}"),
            Panel.graph("Metrics API: age of samples", "99th percentile of the age of the oldest sample in a response.")
                    .unit("s")
                    .thresholds(new Thresholds(60, 120))
                    .noValue(asked)
                    .query(quantile("0.99", "cluster", "kubestats_api_metric_freshness_seconds"), "oldest sample"),
            Panel.graph(
                            "/metrics: time to write",
                            "99th percentile of the duration of expositions, including the time to send them.")
                    .unit("s")
                    .query(
                            quantile("0.99", REPLICA + ", path", "kubestats_exposition_duration_seconds"),
                            "{{instance}} {{path}}"),
            Panel.graph("/metrics: series", "Series of nodes, pods and so on in the last exposition.")
                    .unit("short")
                    .query(series("kubestats_exposition_series"), "{{instance}} {{path}}"),
            Panel.graph("/metrics: time that Prometheus sees", "How long Prometheus takes to scrape Kubestats.")
                    .unit("s")
                    .query(scrapeOfUs("scrape_duration_seconds"), "{{instance}}"),
            Panel.graph("/metrics: samples that Prometheus sees", "Samples that each scrape of Kubestats brings.")
                    .unit("short")
                    .query(scrapeOfUs("scrape_samples_scraped"), "{{instance}}"),
            Panel.graph("Points held", "Points within the age limit, by type.")
                    .unit("short")
                    .query(
                            "sum by (" + REPLICA + ", type) (" + series("kubestats_store_points") + ")",
                            "{{instance}} {{type}}")
        };
    }

    private static Panel[] apiServer() {
        String none = "Unknown: this Kubestats runs without an API server";
        return new Panel[] {
            Panel.graph(
                            "Objects known",
                            "Watched nodes and pods, or the last known ones while the API server is unavailable.")
                    .unit("short")
                    .size(8, 9)
                    .noValue(none)
                    .query(
                            "max by (" + REPLICA + ", kind) (" + series("kubestats_informer_objects") + ")",
                            "{{instance}} {{kind}}"),
            Panel.stat("Watching", "Whether nodes and pods are watched; otherwise the last known ones are served.")
                    .unit("bool_yes_no")
                    .size(4, 9)
                    .noValue(none)
                    .query("min by (cluster, kind) (" + series("kubestats_informer_synced") + ")", "{{kind}}"),
            Panel.stat(
                            "Certificate ends in",
                            "Remaining validity of the serving certificate, which is renewed automatically.")
                    .unit("s")
                    .size(4, 9)
                    .noValue(none)
                    .query(
                            "min(" + series("kubestats_certificate_expiration_timestamp_seconds") + " - time())",
                            "serving"),
            Panel.graph("Access decisions", "Outcomes of authentication and authorization per second.")
                    .unit("reqps")
                    .size(8, 9)
                    .noValue(none)
                    .query(
                            "sum by (cluster, stage, outcome) (" + rate("kubestats_access_decisions_total") + ") > 0",
                            "{{stage}} {{outcome}}")
        };
    }

    /** Returns only the series of Kubestats; Prometheus has such series for every target. */
    private static String scrapeOfUs(String metric) {
        return series(metric) + " and on (job, instance) " + series("kubestats_build_info");
    }

    private static Panel[] oddities() {
        return new Panel[] {
            Panel.graph(
                            "Anomalies in responses",
                            "Anomalies per second in kubelets' responses that were corrected or omitted.")
                    .unit("ops")
                    .query("sum by (cluster, kind) (" + rate("kubestats_parse_anomalies_total") + ")", "{{kind}}"),
            Panel.graph("No longer served", "Nodes and pods per second whose samples are no longer served, by reason.")
                    .unit("ops")
                    .query("sum by (cluster, reason) (" + rate("kubestats_store_evictions_total") + ")", "{{reason}}"),
            Panel.graph(
                            "Refused expositions",
                            "Scrapes per second that were rejected because too many were in progress. Normally zero.")
                    .unit("reqps")
                    .noValue("None was ever refused")
                    .query(
                            "sum by (" + REPLICA + ", path) (" + rate("kubestats_expositions_refused_total") + ")",
                            "{{instance}} {{path}}")
        };
    }

    private static Panel[] process() {
        return new Panel[] {
            Panel.graph("CPU (cores)", "Cores that each replica uses.")
                    .unit("none")
                    .query(ours(rate("process_cpu_seconds_total")), "{{instance}}"),
            Panel.graph("Memory", "Resident memory of each replica.")
                    .unit("bytes")
                    .query(ours(series("process_resident_memory_bytes")), "{{instance}}"),
            Panel.graph("Heap in use", "Used share of the maximum heap, including garbage; it rises and falls.")
                    .unit("percentunit")
                    .thresholds(new Thresholds(0.9, 0.98))
                    .query(
                            ours(series("jvm_memory_bytes_used", "area=\"heap\"") + " / "
                                    + series("jvm_memory_bytes_max", "area=\"heap\"")),
                            "{{instance}}"),
            Panel.graph("Time in garbage collection", "Share of time that each replica spends collecting garbage.")
                    .unit("percentunit")
                    .thresholds(new Thresholds(0.05, 0.1))
                    .query(
                            "sum by (" + REPLICA + ") (" + ours(rate("jvm_gc_collection_seconds_sum")) + ")",
                            "{{instance}}"),
            Panel.graph("Threads", "Threads of each replica.")
                    .unit("none")
                    .query(ours(series("jvm_threads_current")), "{{instance}}"),
            Panel.graph("Open files", "Open files and connections as a share of the limit.")
                    .unit("percentunit")
                    .thresholds(Thresholds.SHARE)
                    .query(ours(series("process_open_fds") + " / " + series("process_max_fds")), "{{instance}}")
        };
    }

    /** Returns only the series of Kubestats; every program has such series. */
    private static String ours(String expression) {
        return "(" + expression + ") and on (job, instance) " + series("kubestats_build_info");
    }
}
