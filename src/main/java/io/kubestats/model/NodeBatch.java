package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * All that one kubelet said in one scrape.
 *
 * @param node the node that was asked, by the name of its target, whatever the answer calls itself
 * @param anomalies what had to be mended or left out, and how often
 */
public record NodeBatch(
        String node, AnswerForm form, NodePoint point, List<PodPoint> pods, Map<Anomaly, Integer> anomalies) {
    public NodeBatch {
        requireNonNull(node, "node");
        requireNonNull(form, "form");
        requireNonNull(point, "point");
        pods = List.copyOf(pods);
        anomalies = Map.copyOf(anomalies);
    }
}
