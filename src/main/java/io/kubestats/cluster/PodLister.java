package io.kubestats.cluster;

import io.kubestats.cluster.selector.LabelSelector;
import java.util.List;
import java.util.Optional;

/** Reads which pods run now. Safe for any number of threads; answers are immutable. */
public interface PodLister {
    /** The pod of that name. */
    Optional<PodMeta> pod(String namespace, String name);

    /** The pods of all namespaces that {@code selector} matches, sorted by namespace, then name. */
    List<PodMeta> pods(LabelSelector selector);

    /** The pods of one namespace that {@code selector} matches, sorted by name; none if there is no such namespace. */
    List<PodMeta> pods(String namespace, LabelSelector selector);
}
