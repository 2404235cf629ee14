package io.kubestats.store.series;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.PodRef;
import java.util.List;

/**
 * Usage of one pod by container; always complete.
 *
 * @param startTimeMillis start time of the pod, Unix time; absent if unknown
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
