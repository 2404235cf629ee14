package io.kubestats.cluster;

import io.kubestats.model.KubeletTarget;
import java.util.List;
import java.util.function.Consumer;

/** A source of kubelet targets that notifies listeners of every change. */
public interface TargetDiscovery {
    /**
     * Calls {@code listener} with all targets as soon as they are known, and again after each change. Calls never
     * overlap; each node occurs at most once in the list.
     */
    void subscribe(Consumer<List<KubeletTarget>> listener);
}
