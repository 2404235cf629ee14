package io.kubestats.kubelet.answer;

import io.kubestats.model.KubeletTarget;
import io.kubestats.model.NodeBatch;

/** Turns the body of one answer into a batch: a pure function, thread-safe. */
@FunctionalInterface
public interface BatchDecoder {
    /**
     * Decodes the first {@code length} bytes of {@code body}.
     *
     * @param target the kubelet that was asked
     * @param receivedAtMillis when the answer came, Unix time: the time of samples that have none
     * @throws KubeletException with reason {@code PARSE} and the position, if the body is not a whole answer;
     *     {@code TOO_LARGE}, if it holds more than any node of that size; {@code WRONG_NODE}, if another node answers
     */
    NodeBatch decode(KubeletTarget target, long receivedAtMillis, byte[] body, int length) throws KubeletException;
}
