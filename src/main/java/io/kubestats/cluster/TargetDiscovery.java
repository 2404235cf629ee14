package io.kubestats.cluster;

import io.kubestats.model.KubeletTarget;
import java.util.List;
import java.util.function.Consumer;

/** Tells which kubelets there are to scrape, now and whenever that changes. */
public interface TargetDiscovery {
    /**
     * Calls {@code listener} with all targets, as soon as they are known and then after each change. Calls never
     * overlap; a node stands in the list at most once.
     */
    void subscribe(Consumer<List<KubeletTarget>> listener);
}
