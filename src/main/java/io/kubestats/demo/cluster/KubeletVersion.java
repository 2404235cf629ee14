package io.kubestats.demo.cluster;

/** The Kubernetes versions whose kubelets were recorded, and what a node that replays them calls itself. */
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

    /** The folder of the recorded answers. */
    public String folder() {
        return folder;
    }

    /** For {@code nodeInfo.kubeletVersion}. */
    public String kubelet() {
        return kubelet;
    }

    /** For {@code nodeInfo.containerRuntimeVersion}. */
    public String runtime() {
        return runtime;
    }

    /** Whether it was recorded where the kernel tells pressure; before 1.34 none was told, and 1.37 saw cgroup v1. */
    public boolean pressureMoves() {
        return pressureMoves;
    }
}
