package io.kubestats.kubelet;

import io.kubestats.model.Lane;
import java.util.Optional;

/**
 * The forms of an answer that one attempt may ask for: the one that its lane prefers, and one to fall back to. Both
 * lanes prefer the cheapest form that has all they need and that the kubelet has not refused lately.
 */
record Forms(Question first, Optional<Question> second) {
    static Forms of(Lane lane, String node, Refusals refusals, NameProofs proofs) {
        boolean summaryOnly = proofs.isRequired(node);
        boolean refused = refusals.containsResourceMetrics(node);
        if (lane == Lane.FULL) {
            Question shorter = summaryOnly || refused ? Question.FAST_SUMMARY : Question.RESOURCE_METRICS;
            return new Forms(Question.FULL_SUMMARY, Optional.of(shorter));
        }
        if (summaryOnly) {
            return new Forms(Question.FAST_SUMMARY, Optional.empty());
        }
        return refused
                ? new Forms(Question.FAST_SUMMARY, Optional.of(Question.RESOURCE_METRICS))
                : new Forms(Question.RESOURCE_METRICS, Optional.of(Question.FAST_SUMMARY));
    }
}
