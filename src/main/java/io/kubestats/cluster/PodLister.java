package io.kubestats.cluster;

import io.kubestats.cluster.selector.LabelSelector;
import java.util.List;
import java.util.Optional;

/** A source of the current running pods, as immutable snapshots. Thread-safe. */
public interface PodLister {
    /** Returns the pod with this name. */
    Optional<PodMeta> pod(String namespace, String name);

    /** Returns the pods of all namespaces that match {@code selector}, sorted by namespace, then name. */
    List<PodMeta> pods(LabelSelector selector);

    /**
     * Returns a namespace's pods that match {@code selector}, sorted by name; empty if the namespace does not exist.
     */
    List<PodMeta> pods(String namespace, LabelSelector selector);
}
