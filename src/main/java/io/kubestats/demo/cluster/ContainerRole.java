package io.kubestats.demo.cluster;

/** The role of a container in its pod, and its state. */
public enum ContainerRole {
    /** A regular container that runs. */
    APP,
    /** An init container that keeps running beside the others. */
    SIDECAR,
    /** An init container that still runs, so the pod is not running yet. */
    INIT_AT_WORK,
    /** A finished init container. Kubelets do not report it. */
    INIT_DONE,
    /**
     * A regular container that ended while its pod keeps running. A kubelet that has lost its readings reports only the
     * name and the start time.
     */
    ENDED;

    /** Returns whether it runs, so that there are readings of it. */
    public boolean runs() {
        return this == APP || this == SIDECAR || this == INIT_AT_WORK;
    }

    /** Returns whether it is listed under {@code initContainers}. */
    public boolean init() {
        return this == SIDECAR || this == INIT_AT_WORK || this == INIT_DONE;
    }
}
