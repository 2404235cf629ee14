package io.kubestats.store.intake;

import io.kubestats.model.PodRef;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.ClusterState.PodState;
import io.kubestats.store.series.PodSeries;
import java.util.Optional;

/**
 * A lazy lookup of a pod's object. Most responses agree with the stored points, and a lookup per pod and response would
 * cost more than the rest of the intake. Not thread-safe.
 */
final class PodLookup {
    private final ClusterState cluster;
    private PodRef pod = PodSeries.NONE.ref();
    private Optional<PodState> found = Optional.empty();
    private boolean done;

    PodLookup(ClusterState cluster) {
        this.cluster = cluster;
    }

    /** Moves on to another pod. */
    void begin(PodRef next) {
        pod = next;
        found = Optional.empty();
        done = false;
    }

    /** Returns the state of the pod, if it is known. */
    Optional<PodState> get() {
        if (!done) {
            found = cluster.pod(pod.namespace(), pod.name());
            done = true;
        }
        return found;
    }

    /** Returns whether the container runs according to the pod's object, if that is known. */
    Optional<Boolean> runs(String container) {
        return get().filter(PodState::containersKnown)
                .map(state -> state.runningContainers().contains(container));
    }

    boolean isDone() {
        return done;
    }
}
