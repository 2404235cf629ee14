package io.kubestats.store.series;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.ResourceUsage;

/** Usage of one running container. */
public record ContainerUsage(String name, ResourceUsage usage) {
    public ContainerUsage {
        requireNonNull(name, "name");
        requireNonNull(usage, "usage");
    }
}
