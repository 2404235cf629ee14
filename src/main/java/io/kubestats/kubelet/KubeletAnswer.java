package io.kubestats.kubelet;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.NodeBatch;
import java.util.Optional;

/**
 * The decoded response of a kubelet.
 *
 * @param bodyBytes size of the decompressed body
 * @param fullFailure failure of the full Summary, if it was requested and {@code batch} has a shorter form
 */
public record KubeletAnswer(NodeBatch batch, int bodyBytes, Optional<KubeletException> fullFailure) {
    public KubeletAnswer {
        requireNonNull(batch, "batch");
        requireNonNull(fullFailure, "fullFailure");
    }

    /** Creates a response in the requested form. */
    public KubeletAnswer(NodeBatch batch, int bodyBytes) {
        this(batch, bodyBytes, Optional.empty());
    }
}
