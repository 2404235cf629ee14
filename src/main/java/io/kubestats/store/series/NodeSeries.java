package io.kubestats.store.series;

import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.UsagePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The series of one node.
 *
 * @param form the form of the last response
 * @param point the node's last point, both lanes merged
 * @param anomalies anomalies of the last response
 * @param usage the series of the node itself
 * @param pods its pods, sorted by namespace and name
 * @param lost pods that the node reports although they belong to another node
 * @param received time of the last response with the newest samples
 * @param details time at which the details of the points arrived
 */
public record NodeSeries(
        String node,
        AnswerForm form,
        NodePoint point,
        Map<Anomaly, Integer> anomalies,
        UsageSeries usage,
        PackedPods pods,
        List<PodRef> lost,
        Optional<Moment> received,
        Optional<Moment> details) {
    /** Returns the series of a node without responses. */
    public static NodeSeries withoutResponses(String node) {
        return new NodeSeries(
                node,
                AnswerForm.SUMMARY_CPU_AND_MEMORY,
                new NodePoint(UsagePoint.ABSENT, List.of(), NodeDetail.ABSENT),
                Map.of(),
                UsageSeries.NONE,
                PackedPods.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the last points, recreated. */
    NodeBatch batch() {
        return new NodeBatch(node, form, point, pods.points(), anomalies);
    }

    public boolean hasLost(PodRef pod) {
        return lost.stream().anyMatch(pod::sameName);
    }

    /** Returns the pod's series, or {@link PodSeries#NONE}. */
    public PodSeries pod(PodRef pod) {
        int at = pods.indexOf(pod.namespace(), pod.name());
        return at < 0 ? PodSeries.NONE : pods.series(at);
    }

    /** Returns a copy without a pod that now belongs to another node. */
    public NodeSeries without(PodRef pod) {
        int at = pods.indexOf(pod.namespace(), pod.name());
        if (at < 0) {
            return this;
        }
        List<PodRef> moreLost = new ArrayList<>(lost);
        moreLost.add(pod);
        return new NodeSeries(
                node, form, point, anomalies, usage, pods.without(at), List.copyOf(moreLost), received, details);
    }
}
