package io.kubestats.demo.cluster;

/** The Kubernetes versions whose kubelets were recorded, and the versions that a replaying node reports. */
public enum KubeletVersion {
    V1_31("1.31", "v1.31.14", "containerd://1.7.29", false),
    V1_33("1.33", "v1.33.7", "containerd://2.0.7", false),
    V1_35("1.35", "v1.35.2", "containerd://2.2.1", true),
    V1_37("1.37", "v1.37.2", "containerd://2.4.2", false);

    private final String folder;
    private final String kubelet;
    private final String runtime;
    private final boolean pressureMoves;

    KubeletVersion(String folder, String kubelet, String runtime, boolean pressureMoves) {
        this.folder = folder;
        this.kubelet = kubelet;
        this.runtime = runtime;
        this.pressureMoves = pressureMoves;
    }

    /** Returns the folder of the recorded responses. */
    public String folder() {
        return folder;
    }

    /** Returns the value of {@code nodeInfo.kubeletVersion}. */
    public String kubelet() {
        return kubelet;
    }

    /** Returns the value of {@code nodeInfo.containerRuntimeVersion}. */
    public String runtime() {
        return runtime;
    }

    /**
     * Returns whether the recording has pressure; versions before 1.34 report none, and 1.37 was recorded with cgroup
     * v1.
     */
    public boolean pressureMoves() {
        return pressureMoves;
    }
}
