package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One pod at one time.
 *
 * @param usage readings of the pod's own cgroup, including the sandbox; absent if the kubelet reports containers only
 */
public record PodPoint(PodRef ref, UsagePoint usage, List<ContainerPoint> containers, PodDetail detail) {
    public PodPoint {
        requireNonNull(ref, "ref");
        requireNonNull(usage, "usage");
        containers = List.copyOf(containers);
        requireNonNull(detail, "detail");
    }

    /**
     * Returns the index of a container, or -1 if the pod has none of that name.
     *
     * @param hint the index at which it is expected
     */
    public int indexOf(String container, int hint) {
        if (hint < containers.size() && containers.get(hint).name().equals(container)) {
            return hint;
        }
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i).name().equals(container)) {
                return i;
            }
        }
        return -1;
    }
}
