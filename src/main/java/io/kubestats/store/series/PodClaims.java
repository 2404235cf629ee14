package io.kubestats.store.series;

import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;

/** Arbitration of pods that more than one node reports. */
public interface PodClaims {
    /**
     * Assigns the node a pod that it did not have.
     *
     * @param lostBefore whether the node reported the pod before while it belonged to another node
     * @return whether the pod now belongs to the node
     */
    boolean claim(PodPoint pod, boolean lostBefore);

    /** Releases a pod that the node no longer reports. */
    void release(PodRef pod);
}
