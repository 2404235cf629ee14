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
 * The context in which one batch is stored.
 *
 * @param form the endpoint that it was decoded from
 * @param detailsHeld whether the last full response is recent enough for its details to be reused
 * @param at time of arrival
 * @param bounds limits on the usage of the node, or of its pods
 */
record BatchContext(
        AnswerForm form,
        boolean detailsHeld,
        Moment at,
        IntakeFindings findings,
        ClusterState cluster,
        PlausibilityBounds bounds) {
    /** Returns a copy with the limits of the node's pods. */
    BatchContext ofPods(PlausibilityBounds ofPods) {
        return new BatchContext(form, detailsHeld, at, findings, cluster, ofPods);
    }

    /** Returns the bit of {@link PodSeries#listed()} for this form of response. */
    int lists() {
        return form == AnswerForm.RESOURCE_METRICS ? PodSeries.BY_RESOURCE_METRICS : PodSeries.BY_SUMMARY;
    }

    /** Returns whether the batch has details of its own. */
    boolean isFull() {
        return form == AnswerForm.SUMMARY;
    }

    /** Returns whether the batch lacks {@link UsageDetail} and takes it from the stored points. */
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
