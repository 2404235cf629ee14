package io.kubestats.store.series;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.PodRef;
import java.util.List;

/**
 * Use of one pod, container by container; never with a part of them missing.
 *
 * @param startTimeMillis when the pod started, Unix time; absent if not told
 * @param timestampMillis the earliest of its containers' timestamps, by the kubelet's clock, Unix time
 * @param windowMillis the window of that container
 */
public record PodUsage(
        PodRef ref, long startTimeMillis, long timestampMillis, long windowMillis, List<ContainerUsage> containers) {
    public PodUsage {
        requireNonNull(ref, "ref");
        containers = List.copyOf(containers);
    }
}
