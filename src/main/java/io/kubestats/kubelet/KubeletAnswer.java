package io.kubestats.kubelet;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.NodeBatch;
import java.util.Optional;

/**
 * A kubelet's decoded answer.
 *
 * @param bodyBytes size of the decoded body
 * @param fullFailure why the full Summary failed, where it was asked for and {@code batch} is of a shorter form
 */
public record KubeletAnswer(NodeBatch batch, int bodyBytes, Optional<KubeletException> fullFailure) {
    public KubeletAnswer {
        requireNonNull(batch, "batch");
        requireNonNull(fullFailure, "fullFailure");
    }

    /** An answer in the form that was asked for. */
    public KubeletAnswer(NodeBatch batch, int bodyBytes) {
        this(batch, bodyBytes, Optional.empty());
    }
}
