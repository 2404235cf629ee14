package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * All that one kubelet said in one scrape.
 *
 * @param node the node that was asked, by the name of its target, whatever the answer calls itself
 * @param pods the pods in the order of the answer; two of them can have the same name and different uids
 * @param anomalies what had to be mended or left out, and how often
 * @param examples of each kind found by the decoder, where it was first found: printable ASCII of bounded length
 */
public record NodeBatch(
        String node,
        AnswerForm form,
        NodePoint point,
        List<PodPoint> pods,
        Map<Anomaly, Integer> anomalies,
        Map<Anomaly, String> examples) {
    public NodeBatch {
        requireNonNull(node, "node");
        requireNonNull(form, "form");
        requireNonNull(point, "point");
        pods = List.copyOf(pods);
        anomalies = Map.copyOf(anomalies);
        examples = Map.copyOf(examples);
    }

    /** A batch without examples of its anomalies. */
    public NodeBatch(
            String node, AnswerForm form, NodePoint point, List<PodPoint> pods, Map<Anomaly, Integer> anomalies) {
        this(node, form, point, pods, anomalies, Map.of());
    }
}
