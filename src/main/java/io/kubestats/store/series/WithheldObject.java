package io.kubestats.store.series;

import static java.util.Objects.requireNonNull;

/**
 * An object that a kubelet reports and that is not served.
 *
 * @param pod {@code NAMESPACE/NAME}; empty for the node itself
 * @param container the container for which the pod is withheld; empty if it is withheld as a whole
 */
public record WithheldObject(String pod, String container, WithheldReason reason) {
    public WithheldObject {
        requireNonNull(pod, "pod");
        requireNonNull(container, "container");
        requireNonNull(reason, "reason");
    }

    /** Returns a readable description of the object of {@code node} and the reason. */
    String text(String node) {
        String subject = pod.isEmpty() ? "node " + node : "pod " + pod + " on node " + node;
        String of = container.isEmpty() ? "" : " (container " + container + ")";
        return subject + of + ": " + reason.text();
    }
}
