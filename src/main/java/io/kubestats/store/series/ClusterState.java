package io.kubestats.store.series;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.Reading;
import java.util.List;
import java.util.Optional;

/**
 * The API server's view of nodes and pods, against which the store checks kubelets' responses. Implementations are
 * thread-safe, perform no I/O, and may be called under the store's lock.
 */
public interface ClusterState {
    /** The state without an API server. */
    ClusterState UNKNOWN = new ClusterState() {
        @Override
        public NodeCapacity capacity(String node) {
            return NodeCapacity.ABSENT;
        }

        @Override
        public Optional<PodState> pod(String namespace, String name) {
            return Optional.empty();
        }

        @Override
        public boolean knowsAllPods() {
            return false;
        }
    };

    /** Returns the node's capacity. */
    NodeCapacity capacity(String node);

    /** Returns the state of a running pod; empty if there is no such object, or the watch has not seen it yet. */
    Optional<PodState> pod(String namespace, String name);

    /** Returns whether the absence of a pod's state means that it does not run. */
    boolean knowsAllPods();

    /**
     * The size of a node; {@link Reading#ABSENT} where it is unknown.
     *
     * @param cpuNanoCores billionths of a core
     */
    record NodeCapacity(long cpuNanoCores, long memoryBytes) {
        /** An unknown size. */
        public static final NodeCapacity ABSENT = new NodeCapacity(Reading.ABSENT, Reading.ABSENT);
    }

    /**
     * A running pod according to its object.
     *
     * @param node the node it is bound to
     * @param containersKnown whether the object's containers are known
     * @param runningContainers names of its running containers and sidecars, which a kubelet should measure; not copied
     */
    record PodState(String node, boolean containersKnown, List<String> runningContainers) {
        public PodState {
            requireNonNull(node, "node");
            requireNonNull(runningContainers, "runningContainers");
        }
    }
}
