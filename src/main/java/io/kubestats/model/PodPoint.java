package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One pod at one time.
 *
 * @param usage the pod's own cgroup, sandbox included; absent where the kubelet gives containers only
 */
public record PodPoint(PodRef ref, UsagePoint usage, List<ContainerPoint> containers, PodDetail detail) {
    public PodPoint {
        requireNonNull(ref, "ref");
        requireNonNull(usage, "usage");
        containers = List.copyOf(containers);
        requireNonNull(detail, "detail");
    }
}
