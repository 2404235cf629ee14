package io.kubestats.store.intake;

import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.Moment;
import io.kubestats.store.series.PodSeries;

/**
 * The circumstances of one batch.
 *
 * @param form which answer it was decoded from
 * @param detailsHeld whether the last full answer is young enough to lend its details
 * @param at when it came in
 * @param bounds what the node, or what runs on it, can use at most
 */
record BatchContext(
        AnswerForm form,
        boolean detailsHeld,
        Moment at,
        IntakeFindings findings,
        ClusterState cluster,
        PlausibilityBounds bounds) {
    /** The same, for what runs on the node. */
    BatchContext ofPods(PlausibilityBounds ofPods) {
        return new BatchContext(form, detailsHeld, at, findings, cluster, ofPods);
    }

    /** Returns the bit of {@link PodSeries#listed()} that this answer decides. */
    int lists() {
        return form == AnswerForm.RESOURCE_METRICS ? PodSeries.BY_RESOURCE_METRICS : PodSeries.BY_SUMMARY;
    }

    /** Whether the batch has details of its own. */
    boolean isFull() {
        return form == AnswerForm.SUMMARY;
    }

    /** Whether the batch cannot tell what {@link UsageDetail} holds, and what is held may stand for it. */
    boolean borrowsUsageDetails() {
        return form == AnswerForm.RESOURCE_METRICS && detailsHeld;
    }

    NodeDetail detail(NodeDetail held, NodeDetail incoming) {
        return isFull() ? incoming : detailsHeld ? held : NodeDetail.ABSENT;
    }

    PodDetail detail(PodPoint held, PodPoint incoming) {
        return isFull() ? incoming.detail() : detailsHeld ? held.detail() : PodDetail.ABSENT;
    }

    ContainerDetail detail(ContainerPoint held, ContainerPoint incoming, boolean restart) {
        if (isFull()) {
            return incoming.detail();
        }
        return detailsHeld && !restart ? held.detail() : ContainerDetail.ABSENT;
    }
}
