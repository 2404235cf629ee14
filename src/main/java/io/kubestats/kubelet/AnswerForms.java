package io.kubestats.kubelet;

import io.kubestats.model.Lane;
import java.util.Optional;

/**
 * The forms of a response that one attempt may request: the preferred form of its lane and a fallback. Both lanes
 * prefer the cheapest sufficient form that the kubelet has not refused recently.
 */
record AnswerForms(KubeletQuery first, Optional<KubeletQuery> second) {
    static AnswerForms of(Lane lane, String node, SummaryOnlyNodes refusals, NameProofs proofs) {
        boolean summaryOnly = proofs.isRequired(node);
        boolean refused = refusals.containsResourceMetrics(node);
        if (lane == Lane.FULL) {
            KubeletQuery shorter = summaryOnly || refused ? KubeletQuery.FAST_SUMMARY : KubeletQuery.RESOURCE_METRICS;
            return new AnswerForms(KubeletQuery.FULL_SUMMARY, Optional.of(shorter));
        }
        if (summaryOnly) {
            return new AnswerForms(KubeletQuery.FAST_SUMMARY, Optional.empty());
        }
        return refused
                ? new AnswerForms(KubeletQuery.FAST_SUMMARY, Optional.of(KubeletQuery.RESOURCE_METRICS))
                : new AnswerForms(KubeletQuery.RESOURCE_METRICS, Optional.of(KubeletQuery.FAST_SUMMARY));
    }
}
