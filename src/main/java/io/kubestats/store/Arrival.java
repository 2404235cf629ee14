package io.kubestats.store;

import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.UsageDetail;

/**
 * The circumstances of one batch.
 *
 * @param form which answer it was decoded from
 * @param detailsHeld whether the last full answer is young enough to lend its details
 * @param at when it came in
 */
record Arrival(AnswerForm form, boolean detailsHeld, Moment at, Findings findings) {
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

    ContainerDetail detail(ContainerPoint held, ContainerPoint incoming) {
        if (isFull()) {
            return incoming.detail();
        }
        return detailsHeld && PointJoin.isSameRun(held, incoming) ? held.detail() : ContainerDetail.ABSENT;
    }
}
