package io.kubestats.store;

import io.kubestats.model.AnswerForm;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.UsagePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of one node.
 *
 * @param batch its last points, both lanes joined, its pods sorted by namespace and name
 * @param usage the series of the node itself
 * @param pods one series for each pod of the batch, in the same order
 * @param lost pods that the node tells of though another node has them
 * @param received when the newest samples were last told
 * @param details when the details in {@code batch} came in
 */
record NodeSeries(
        NodeBatch batch,
        UsageSeries usage,
        List<PodSeries> pods,
        List<PodRef> lost,
        Optional<Moment> received,
        Optional<Moment> details) {
    /** A node that was not heard of. */
    static NodeSeries unheard(String node) {
        NodePoint point = new NodePoint(UsagePoint.ABSENT, List.of(), NodeDetail.ABSENT);
        return new NodeSeries(
                new NodeBatch(node, AnswerForm.SUMMARY_CPU_AND_MEMORY, point, List.of(), Map.of()),
                UsageSeries.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    boolean hasLost(PodRef pod) {
        return lost.stream().anyMatch(pod::sameName);
    }

    /** The pod's series, or {@link PodSeries#NONE}. */
    PodSeries pod(PodRef pod) {
        int at = indexOf(pod);
        return at < 0 ? PodSeries.NONE : pods.get(at);
    }

    /** The node without a pod that another node has now. */
    NodeSeries without(PodRef pod) {
        int at = indexOf(pod);
        if (at < 0) {
            return this;
        }
        List<PodSeries> leftPods = new ArrayList<>(pods);
        leftPods.remove(at);
        List<PodPoint> leftPoints = new ArrayList<>(batch.pods());
        leftPoints.remove(at);
        List<PodRef> moreLost = new ArrayList<>(lost);
        moreLost.add(pod);
        return new NodeSeries(
                new NodeBatch(batch.node(), batch.form(), batch.point(), leftPoints, batch.anomalies()),
                usage,
                List.copyOf(leftPods),
                List.copyOf(moreLost),
                received,
                details);
    }

    private int indexOf(PodRef pod) {
        return SortedNames.indexOf(pods, series -> PodSeries.BY_NAME.compare(series.ref(), pod));
    }
}
