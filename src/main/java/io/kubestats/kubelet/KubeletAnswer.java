package io.kubestats.kubelet;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.NodeBatch;

/**
 * A kubelet's decoded answer.
 *
 * @param bodyBytes size of the decoded body
 */
public record KubeletAnswer(NodeBatch batch, int bodyBytes) {
    public KubeletAnswer {
        requireNonNull(batch, "batch");
    }
}
