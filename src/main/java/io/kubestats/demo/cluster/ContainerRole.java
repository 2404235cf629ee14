package io.kubestats.demo.cluster;

/** The role of a container in its pod, and its state. */
public enum ContainerRole {
    /** A usual container that runs. */
    APP,
    /** An init container that keeps running beside the others. */
    SIDECAR,
    /** An init container that still runs, so the pod is not running yet. */
    INIT_AT_WORK,
    /** An init container that did its work. Kubelets do not report it. */
    INIT_DONE,
    /**
     * A usual container that ended while its pod goes on. A kubelet that has lost its readings reports no more than
     * the name and the start.
     */
    ENDED;

    /** Whether it runs, so that there are readings of it. */
    public boolean runs() {
        return this == APP || this == SIDECAR || this == INIT_AT_WORK;
    }

    /** Whether it is listed under {@code initContainers}. */
    public boolean init() {
        return this == SIDECAR || this == INIT_AT_WORK || this == INIT_DONE;
    }
}
