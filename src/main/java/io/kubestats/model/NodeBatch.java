package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * The decoded content of one kubelet response.
 *
 * @param node the name of the scraped target, regardless of the name in the response
 * @param pods the pods in the order of the response; two of them may share a name and differ in uid
 * @param anomalies counts of what was corrected or omitted
 * @param examples for each kind that the decoder found, the position of the first one: printable ASCII of bounded
 * length
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

    /** Creates a batch without examples of its anomalies. */
    public NodeBatch(
            String node, AnswerForm form, NodePoint point, List<PodPoint> pods, Map<Anomaly, Integer> anomalies) {
        this(node, form, point, pods, anomalies, Map.of());
    }
}
