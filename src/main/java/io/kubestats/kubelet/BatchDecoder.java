package io.kubestats.kubelet;

import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;

/** Turns the body of one answer into a batch: a pure function, safe for any number of threads. */
@FunctionalInterface
public interface BatchDecoder {
    /**
     * Decodes the first {@code length} bytes of {@code body}.
     *
     * @param node the name of the node that was asked
     * @throws KubeletException with reason {@code PARSE} and the position, if the body is not a whole answer
     */
    NodeBatch decode(String node, byte[] body, int length) throws KubeletException;

    /** Of {@code /stats/summary}, in the form that lane {@code asked} asks for. */
    static BatchDecoder summary(Lane asked) {
        return new SummaryDecoder(asked);
    }

    /** Of {@code /metrics/resource}. */
    static BatchDecoder resourceMetrics() {
        return new ResourceMetricsDecoder();
    }
}
