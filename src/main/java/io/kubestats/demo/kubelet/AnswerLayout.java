package io.kubestats.demo.kubelet;

import java.util.List;

/**
 * The templates of one form of one kubelet's answer, from the outside in.
 *
 * @param summary the pieces around the lists of system containers and of pods
 * @param systemContainers in the recorded order
 * @param pod by its limit, then by its volumes
 * @param container by its shape
 * @param lostContainer one that the kubelet has no readings of
 * @param volume without and with a claim
 */
record AnswerLayout(
        List<AnswerTemplate> summary,
        List<SystemContainer> systemContainers,
        ByShape<ByShape<List<AnswerTemplate>>> pod,
        ByShape<AnswerTemplate> container,
        AnswerTemplate lostContainer,
        ByShape<AnswerTemplate> volume) {
    /** One of the node's system containers. */
    record SystemContainer(String name, AnswerTemplate template) {}

    /**
     * An object in two shapes.
     *
     * @param plain the shape without optional parts
     * @param more the shape with the memory limit, the volumes, or the claim
     */
    record ByShape<T>(T plain, T more) {
        T of(boolean hasMore) {
            return hasMore ? more : plain;
        }
    }
}
