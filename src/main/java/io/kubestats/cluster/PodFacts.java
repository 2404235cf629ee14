package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;

/**
 * The parts of a Pod object that are kept besides its name and labels. The pods of a workload share one record, so no
 * component may differ from pod to pod, except requested annotations and container ids.
 *
 * @param mirrorUid the API server's uid of a static pod, whose uid differs in the kubelet; empty for other pods
 * @param qosClass {@code Guaranteed}, {@code Burstable} or {@code BestEffort}
 * @param priorityClass name of the priority class; empty without one
 * @param createdBy direct owner of the pod, for example a ReplicaSet
 * @param workload top-level owner: the Deployment behind a ReplicaSet, the CronJob behind a Job; its name is empty if
 *     the pod is its own workload
 * @param containers regular containers and sidecars; other init containers end before a pod runs
 * @param stoppedContainers names of the containers that wait to be started, or have ended
 * @param annotations requested annotations
 * @param containerIds container ids of the runtime by name, as in {@code containerd://4f3c...}; empty unless requested
 */
public record PodFacts(
        String mirrorUid,
        boolean hostNetwork,
        String qosClass,
        String priorityClass,
        OwnerReference createdBy,
        OwnerReference workload,
        List<ContainerFacts> containers,
        List<String> stoppedContainers,
        Map<String, String> annotations,
        Map<String, String> containerIds) {
    /** Facts of a pod whose object is unknown. */
    public static final PodFacts UNKNOWN =
            new PodFacts("", false, "", "", OwnerReference.NONE, OwnerReference.NONE, List.of());

    public PodFacts {
        requireNonNull(mirrorUid, "mirrorUid");
        requireNonNull(qosClass, "qosClass");
        requireNonNull(priorityClass, "priorityClass");
        requireNonNull(createdBy, "createdBy");
        requireNonNull(workload, "workload");
        containers = List.copyOf(containers);
        stoppedContainers = List.copyOf(stoppedContainers);
        annotations = Labels.copyOf(annotations);
        containerIds = Labels.copyOf(containerIds);
    }

    /** Creates the facts of a pod whose containers run or are stopped, without annotations and container ids. */
    public PodFacts(
            String mirrorUid,
            boolean hostNetwork,
            String qosClass,
            String priorityClass,
            OwnerReference createdBy,
            OwnerReference workload,
            List<ContainerFacts> containers,
            List<String> stoppedContainers) {
        this(
                mirrorUid,
                hostNetwork,
                qosClass,
                priorityClass,
                createdBy,
                workload,
                containers,
                stoppedContainers,
                Map.of(),
                Map.of());
    }

    /** Creates the facts of a pod whose containers all run, without annotations and container ids. */
    public PodFacts(
            String mirrorUid,
            boolean hostNetwork,
            String qosClass,
            String priorityClass,
            OwnerReference createdBy,
            OwnerReference workload,
            List<ContainerFacts> containers) {
        this(mirrorUid, hostNetwork, qosClass, priorityClass, createdBy, workload, containers, List.of());
    }

    /** Returns the names of the running containers and sidecars; a view if all run, which is the usual case. */
    public List<String> runningContainers() {
        return stoppedContainers.isEmpty()
                ? new Names(containers)
                : containers.stream()
                        .map(ContainerFacts::name)
                        .filter(name -> !stoppedContainers.contains(name))
                        .toList();
    }

    /** A list view of the containers' names. */
    private static final class Names extends AbstractList<String> {
        private final List<ContainerFacts> containers;

        Names(List<ContainerFacts> containers) {
            this.containers = containers;
        }

        @Override
        public String get(int index) {
            return containers.get(index).name();
        }

        @Override
        public int size() {
            return containers.size();
        }
    }

    /** Returns a copy with these annotations. */
    public PodFacts withAnnotations(Map<String, String> newAnnotations) {
        return new PodFacts(
                mirrorUid,
                hostNetwork,
                qosClass,
                priorityClass,
                createdBy,
                workload,
                containers,
                stoppedContainers,
                newAnnotations,
                containerIds);
    }

    /** Returns a copy with these container ids. */
    public PodFacts withContainerIds(Map<String, String> newContainerIds) {
        return new PodFacts(
                mirrorUid,
                hostNetwork,
                qosClass,
                priorityClass,
                createdBy,
                workload,
                containers,
                stoppedContainers,
                annotations,
                newContainerIds);
    }
}
