package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

/** What a pod's specification asks for one container. */
public record ContainerFacts(String name, Resources requests, Resources limits) {
    public ContainerFacts {
        requireNonNull(name, "name");
        requireNonNull(requests, "requests");
        requireNonNull(limits, "limits");
    }
}
