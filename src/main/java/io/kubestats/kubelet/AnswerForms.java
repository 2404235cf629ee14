package io.kubestats.kubelet;

import io.kubestats.model.Lane;
import java.util.Optional;

/**
 * The forms of an answer that one attempt may ask for: the one that its lane prefers, and one to fall back to. Both
 * lanes prefer the cheapest form that has all they need and that the kubelet has not refused lately.
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
