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
                "Whether Kubestats reaches the kubelets, answers in time, and has what it needs.",
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
            Panel.stat("Nodes fresh", "Nodes with samples young enough to be served, on the replica with fewest.")
                    .unit("none")
                    .query("min(" + series("kubestats_store_nodes", "state=\"fresh\"") + ")", "fresh"),
            Panel.stat("Nodes stale or missing", "Nodes without a sample young enough, on the replica with most.")
                    .unit("none")
                    .thresholds(Thresholds.ANY)
                    .query(
                            "max(sum by (" + REPLICA + ") ("
                                    + series("kubestats_store_nodes", "state=~\"stale|missing\"") + "))",
                            "stale or missing"),
            Panel.stat("Breakers open", "Nodes that failed so often that they are left alone for a while.")
                    .unit("none")
                    .thresholds(Thresholds.ANY)
                    .query("sum(" + Promql.one("node", series("kubestats_node_breaker_open")) + ")", "open")
        };
    }

    private static Panel[] scrapes() {
        return new Panel[] {
            Panel.graph("Scrapes by outcome", "Scrapes a second that ended, by how.")
                    .unit("ops")
                    .query("sum by (cluster, outcome) (" + rate("kubestats_scrapes_total") + ") > 0", "{{outcome}}"),
            SharedPanels.failedScrapes(),
            Panel.graph("Time that scrapes take", "Half of the scrapes, and all but one in a hundred, take no longer.")
                    .unit("s")
                    .query(quantile("0.5", "cluster, mode", "kubestats_scrape_duration_seconds"), "{{mode}} half")
                    .query(quantile("0.99", "cluster, mode", "kubestats_scrape_duration_seconds"), "{{mode}} 99 %"),
            Panel.heatmap(
                    "Time that scrapes take, all",
                    "How many scrapes a second took how long.",
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
                            "Longest without a good scrape",
                            "The 25 nodes whose last good scrape is longest ago.",
                            new String[] {"node", "Node"},
                            Column.of(
                                    "Last good scrape",
                                    "s",
                                    new Thresholds(60, 180),
                                    top(
                                            25,
                                            age("min by (cluster, node) ("
                                                    + series("kubestats_node_last_scrape_timestamp_seconds") + ")"))))
                    .size(12, 9)
                    .link("Node", "Look into it", Links.to(Dashboards.NODE, Links.cell("node", "Node"))),
            Panel.graph("Size of answers", "Uncompressed size that all but one in a hundred answers stay below.")
                    .unit("bytes")
                    .query(quantile("0.99", "cluster, mode", "kubestats_scrape_response_bytes"), "{{mode}}"),
            Panel.graph("Scrapes under way", "Scrapes that have not ended yet; a steady rise says that kubelets hang.")
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
            Panel.graph(
                            "Metrics API: time to answer",
                            "All but one in a hundred requests are answered within this time.")
                    .unit("s")
                    .thresholds(new Thresholds(1, 5))
                    .noValue(asked)
                    .query(
                            quantile("0.99", "cluster, resource, verb", "kubestats_api_request_duration_seconds"),
                            "{{resource}} {{verb}}"),
            Panel.graph("Metrics API: age of what is served", "All but one in a hundred answers hold no older sample.")
                    .unit("s")
                    .thresholds(new Thresholds(60, 120))
                    .noValue(asked)
                    .query(quantile("0.99", "cluster", "kubestats_api_metric_freshness_seconds"), "oldest sample"),
            Panel.graph(
                            "/metrics: time to write",
                            "All but one in a hundred expositions take no longer, the reader included.")
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
            Panel.graph("Points held", "Points within the age limit, by what they are about.")
                    .unit("short")
                    .query(
                            "sum by (" + REPLICA + ", type) (" + series("kubestats_store_points") + ")",
                            "{{instance}} {{type}}")
        };
    }

    private static Panel[] apiServer() {
        String none = "Not told: this Kubestats runs without an API server";
        return new Panel[] {
            Panel.graph("Objects known", "Nodes and pods that are watched, or were before the API server went away.")
                    .unit("short")
                    .size(8, 9)
                    .noValue(none)
                    .query(
                            "max by (" + REPLICA + ", kind) (" + series("kubestats_informer_objects") + ")",
                            "{{instance}} {{kind}}"),
            Panel.stat("Watching", "Whether nodes and pods are watched now; else what was known is served.")
                    .unit("bool_yes_no")
                    .size(4, 9)
                    .noValue(none)
                    .query("min by (cluster, kind) (" + series("kubestats_informer_synced") + ")", "{{kind}}"),
            Panel.stat("Certificate ends in", "Time that the serving certificate still has; it is renewed by itself.")
                    .unit("s")
                    .size(4, 9)
                    .noValue(none)
                    .query(
                            "min(" + series("kubestats_certificate_expiration_timestamp_seconds") + " - time())",
                            "serving"),
            Panel.graph("Who asked, and whether they may", "Requests a second by what came of them at the door.")
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
            Panel.graph("Oddities in answers", "Things a second in kubelets' answers that were mended or left out.")
                    .unit("ops")
                    .query("sum by (cluster, kind) (" + rate("kubestats_parse_anomalies_total") + ")", "{{kind}}"),
            Panel.graph("No longer served", "Nodes and pods a second whose samples left, by why.")
                    .unit("ops")
                    .query("sum by (cluster, reason) (" + rate("kubestats_store_evictions_total") + ")", "{{reason}}"),
            Panel.graph(
                            "Refused expositions",
                            "Scrapes a second refused since too many were being written. None is right.")
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
            Panel.graph(
                            "Heap in use",
                            "Share of the heap's most that is in use, garbage included; it goes up and down.")
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
            Panel.graph("Open files", "Open files and connections as a share of what each replica may open.")
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
