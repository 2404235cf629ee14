package io.kubestats.exporter;

import io.kubestats.model.Lane;
import io.kubestats.scrape.LaneStatus;
import io.kubestats.scrape.TargetStatus;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PointCounts;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Instant;
import java.util.List;

/**
 * Collector of scrape status per node and of store totals, from one snapshot of both. A new collector is created for
 * each exposition, so a removed node leaves no series behind, while a node without data still reports its failing
 * scrapes.
 */
final class NodeStatusCollector extends Collector {
    private static final List<String> NODE = List.of("node");

    private final List<TargetStatus> statuses;
    private final UsageView view;

    NodeStatusCollector(List<TargetStatus> statuses, UsageView view) {
        this.statuses = List.copyOf(statuses);
        this.view = view;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily success = gauge(
                "kubestats_node_scrape_success",
                "Whether the last scrape of the node in at least one lane succeeded; 0 before the first.",
                NODE);
        GaugeMetricFamily lanes = gauge(
                "kubestats_node_lane_scrape_success",
                "Whether the last scrape of the node in this lane succeeded; absent before the first.",
                List.of("node", "lane"));
        GaugeMetricFamily lastSuccess = gauge(
                "kubestats_node_last_scrape_timestamp_seconds",
                "Unix time of the node's last successful scrape.",
                NODE);
        GaugeMetricFamily lastElapsed =
                gauge("kubestats_node_last_scrape_duration_seconds", "Duration of the node's last scrape.", NODE);
        GaugeMetricFamily breaker = gauge(
                "kubestats_node_breaker_open",
                "Whether scrapes of the node are suspended after repeated failures, or are on probation.",
                NODE);
        for (TargetStatus status : statuses) {
            if (status.hasNothing()) {
                continue; // A permanent 0 would look like an outage.
            }
            List<String> node = List.of(status.target().node());
            success.addMetric(node, status.isGood() ? 1 : 0);
            addLanes(lanes, status);
            status.lastSuccess().ifPresent(time -> lastSuccess.addMetric(node, seconds(time)));
            status.lastElapsed().ifPresent(time -> lastElapsed.addMetric(node, time.toNanos() / 1e9));
            breaker.addMetric(node, status.isLeftAlone() ? 1 : 0);
        }
        return List.of(success, lanes, inSeconds(lastSuccess), inSeconds(lastElapsed), breaker, nodes(), points());
    }

    private GaugeMetricFamily nodes() {
        int stale = 0;
        int missing = 0;
        int unsupported = 0;
        for (TargetStatus status : statuses) {
            if (status.hasNothing()) {
                unsupported++;
            } else if (view.node(status.target().node()).isEmpty()) {
                if (status.lastSuccess().isPresent()) {
                    stale++;
                } else {
                    missing++;
                }
            }
        }
        return gauge(
                        "kubestats_store_nodes",
                        "Nodes by the age of their points: within the limit, older, none yet, and nodes without"
                                + " statistics.",
                        List.of("state"))
                .addMetric(List.of("fresh"), view.nodes().size())
                .addMetric(List.of("stale"), stale)
                .addMetric(List.of("missing"), missing)
                .addMetric(List.of("unsupported"), unsupported);
    }

    private GaugeMetricFamily points() {
        long pods = 0;
        long containers = 0;
        long volumes = 0;
        for (NodeView node : view.nodes()) {
            PointCounts counts = node.pointCounts();
            pods += counts.pods();
            containers += counts.containers();
            volumes += counts.volumes();
        }
        return gauge("kubestats_store_points", "Points within the age limit.", List.of("type"))
                .addMetric(List.of("node"), view.nodes().size())
                .addMetric(List.of("pod"), (double) pods)
                .addMetric(List.of("container"), (double) containers)
                .addMetric(List.of("volume"), (double) volumes);
    }

    private static void addLanes(GaugeMetricFamily family, TargetStatus status) {
        for (Lane lane : Lane.values()) {
            LaneStatus of = status.lane(lane);
            if (of.tried()) {
                family.addMetric(List.of(status.target().node(), lane.label()), of.isGood() ? 1 : 0);
            }
        }
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1e3;
    }

    private static MetricFamilySamples inSeconds(MetricFamilySamples family) {
        return new MetricFamilySamples(family.name, "seconds", family.type, family.help, family.samples);
    }

    private static GaugeMetricFamily gauge(String name, String help, List<String> labels) {
        return new GaugeMetricFamily(name, help, labels);
    }
}
