package io.kubestats.store.series;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.Reading;
import java.util.List;
import java.util.Optional;

/**
 * The API server's view of nodes and pods, by which the store judges kubelets' answers. Implementations are
 * thread-safe, do no I/O, and may be asked under the store's lock.
 */
public interface ClusterState {
    /** No API server is watched. */
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

    /** Returns whether a pod that has no state does not run any more. */
    boolean knowsAllPods();

    /**
     * The size of a node; {@link Reading#ABSENT} where it is not known.
     *
     * @param cpuNanoCores billionths of a core
     */
    record NodeCapacity(long cpuNanoCores, long memoryBytes) {
        /** Nothing is known. */
        public static final NodeCapacity ABSENT = new NodeCapacity(Reading.ABSENT, Reading.ABSENT);
    }

    /**
     * A running pod by its object.
     *
     * @param node the node it is bound to
     * @param containersKnown whether the object's containers are known
     * @param runningContainers the names of its containers and sidecars that run, so a kubelet should measure them; not
     *     copied
     */
    record PodState(String node, boolean containersKnown, List<String> runningContainers) {
        public PodState {
            requireNonNull(node, "node");
            requireNonNull(runningContainers, "runningContainers");
        }
    }
}
