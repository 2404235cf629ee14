package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What the object of a node says beside its name and labels: of its software and its size.
 *
 * @param allocatable what is left for pods
 * @param capacity what there is in all
 * @param annotations those that somebody wants
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
    /** Nobody has seen the object. */
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
