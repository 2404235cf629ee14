package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

/**
 * The parts of a container's specification that are kept.
 *
 * @param image image reference as written, by tag or digest; empty if unknown
 */
public record ContainerFacts(String name, String image, ResourceAmounts requests, ResourceAmounts limits) {
    public ContainerFacts {
        requireNonNull(name, "name");
        requireNonNull(image, "image");
        requireNonNull(requests, "requests");
        requireNonNull(limits, "limits");
    }
}
