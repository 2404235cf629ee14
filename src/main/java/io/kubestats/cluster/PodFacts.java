package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;

/**
 * What the object of a pod says beside its name and labels. The pods of a workload say the same, so one record serves
 * them all: nothing in it may differ from pod to pod, but for annotations and ids of containers that somebody wants.
 *
 * @param mirrorUid the API server's uid of a static pod, which the kubelet knows under another; empty for other pods
 * @param qosClass {@code Guaranteed}, {@code Burstable} or {@code BestEffort}
 * @param priorityClass empty if none is named
 * @param createdBy the owner that made the pod, for example a ReplicaSet
 * @param workload what a person would name: the Deployment behind a ReplicaSet, the CronJob behind a Job; its name is
 *     empty if that is the pod itself
 * @param containers the usual ones and the sidecars; init containers that end are done before a pod runs
 * @param stoppedContainers the names of those that wait to be started, or have ended
 * @param annotations those that somebody wants
 * @param containerIds by name, how the runtime knows the containers, as in {@code containerd://4f3c...}; empty unless
 *     somebody wants it
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
    /** Nobody has seen the object. */
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

    /** Makes the facts of a pod whose containers run, or are stopped, without annotations and ids of containers. */
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

    /** Makes the facts of a pod whose containers all run, without annotations and ids of containers. */
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

    /** Returns the names of the containers and sidecars that run: a view where all do, as is usual. */
    public List<String> runningContainers() {
        return stoppedContainers.isEmpty()
                ? new Names(containers)
                : containers.stream()
                        .map(ContainerFacts::name)
                        .filter(name -> !stoppedContainers.contains(name))
                        .toList();
    }

    /** The names of containers, without a list of their own. */
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

    /** The same with these annotations. */
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

    /** The same with these ids of containers. */
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
