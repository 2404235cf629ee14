package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

/**
 * What a pod's specification says of one container.
 *
 * @param image as it was written, by tag or digest; empty if nobody says it
 */
public record ContainerFacts(String name, String image, ResourceAmounts requests, ResourceAmounts limits) {
    public ContainerFacts {
        requireNonNull(name, "name");
        requireNonNull(image, "image");
        requireNonNull(requests, "requests");
        requireNonNull(limits, "limits");
    }
}
