package io.kubestats.store.series;

import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;

/** Arbitration of pods that more than one node reports. */
public interface PodClaims {
    /**
     * Makes the node the owner of a pod that it did not have.
     *
     * @param lostBefore whether the node told of the pod before, and another node had it
     * @return whether it is the owner now
     */
    boolean claim(PodPoint pod, boolean lostBefore);

    /** The node does not tell of the pod any more. */
    void release(PodRef pod);
}
