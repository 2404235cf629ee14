package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The parts of a Node object that are kept besides its name and labels: software versions and resources.
 *
 * @param allocatable resources available to pods
 * @param capacity total resources
 * @param annotations requested annotations
 */
public record NodeFacts(
        String kubeletVersion,
        String containerRuntime,
        String operatingSystem,
        String architecture,
        String osImage,
        String kernelVersion,
        ResourceAmounts allocatable,
        ResourceAmounts capacity,
        Map<String, String> annotations) {
    /** Facts of a node whose object is unknown. */
    public static final NodeFacts UNKNOWN =
            new NodeFacts("", "", "", "", "", "", ResourceAmounts.ABSENT, ResourceAmounts.ABSENT, Map.of());

    public NodeFacts {
        requireNonNull(kubeletVersion, "kubeletVersion");
        requireNonNull(containerRuntime, "containerRuntime");
        requireNonNull(operatingSystem, "operatingSystem");
        requireNonNull(architecture, "architecture");
        requireNonNull(osImage, "osImage");
        requireNonNull(kernelVersion, "kernelVersion");
        requireNonNull(allocatable, "allocatable");
        requireNonNull(capacity, "capacity");
        annotations = Labels.copyOf(annotations);
    }
}
