package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One node at one time, without its pods. */
public record NodePoint(UsagePoint usage, List<ContainerPoint> systemContainers, NodeDetail detail) {
    public NodePoint {
        requireNonNull(usage, "usage");
        systemContainers = List.copyOf(systemContainers);
        requireNonNull(detail, "detail");
    }
}
