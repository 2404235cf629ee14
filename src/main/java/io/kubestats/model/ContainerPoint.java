package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/** One container of a pod, or one system container of a node, at one time. */
public record ContainerPoint(String name, UsagePoint usage, ContainerDetail detail) {
    public ContainerPoint {
        requireNonNull(name, "name");
        requireNonNull(usage, "usage");
        requireNonNull(detail, "detail");
    }
}
