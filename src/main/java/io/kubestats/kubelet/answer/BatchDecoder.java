package io.kubestats.kubelet.answer;

import io.kubestats.model.KubeletTarget;
import io.kubestats.model.NodeBatch;

/** A decoder that turns the body of one response into a batch: a pure function. Thread-safe. */
@FunctionalInterface
public interface BatchDecoder {
    /**
     * Decodes the first {@code length} bytes of {@code body}.
     *
     * @param target the kubelet that sent the response
     * @param receivedAtMillis the time of arrival as Unix time, used for samples without a timestamp
     * @throws KubeletException with reason {@code PARSE} and the position, if the body is not a complete response;
     *     {@code TOO_LARGE}, if it exceeds the limits of the node; {@code WRONG_NODE}, if it is of another node
     */
    NodeBatch decode(KubeletTarget target, long receivedAtMillis, byte[] body, int length) throws KubeletException;
}
