package io.kubestats.store.intake;

import io.kubestats.model.PodRef;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.ClusterState.PodState;
import io.kubestats.store.series.PodSeries;
import java.util.Optional;

/**
 * A pod's object, looked up when it is first needed: most answers agree with what is held, and a look for each pod in
 * each answer would cost more than the rest of taking it in. Not thread-safe.
 */
final class PodLookup {
    private final ClusterState cluster;
    private PodRef pod = PodSeries.NONE.ref();
    private Optional<PodState> found = Optional.empty();
    private boolean done;

    PodLookup(ClusterState cluster) {
        this.cluster = cluster;
    }

    /** Turns to another pod. */
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

    /** Returns whether the container runs by the pod's object, if that is known. */
    Optional<Boolean> runs(String container) {
        return get().filter(PodState::containersKnown)
                .map(state -> state.runningContainers().contains(container));
    }

    boolean isDone() {
        return done;
    }
}
