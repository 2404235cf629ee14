package io.kubestats.demo.cluster;

import java.util.List;

/**
 * A template of pods: a Deployment, a StatefulSet, and so on.
 *
 * @param volumes volumes in addition to the token, which every pod except a static one has
 */
public record Workload(
        String namespace,
        String name,
        Kind kind,
        boolean hostNetwork,
        List<ContainerSpec> containers,
        List<VolumeSpec> volumes) {
    public Workload {
        containers = List.copyOf(containers);
        volumes = List.copyOf(volumes);
    }

    /** Returns the name of its pods' priority class; empty without one. */
    public String priorityClass() {
        if (namespace.equals("kube-system")) {
            return kind == Kind.DEPLOYMENT ? "system-cluster-critical" : "system-node-critical";
        }
        return switch (namespace) {
            case "payments" -> "business-critical";
            case "batch" -> "whenever";
            default -> "";
        };
    }

    /** The kind of a workload, with the kind of object that owns its pods. */
    public enum Kind {
        DEPLOYMENT("ReplicaSet"),
        STATEFUL_SET("StatefulSet"),
        DAEMON_SET("DaemonSet"),
        JOB("Job"),
        /** Static: from a file on the node, not from the API server. */
        STATIC("Node");

        private final String owner;

        Kind(String owner) {
            this.owner = owner;
        }

        /** Returns the kind of the object that owns the pods. */
        public String owner() {
            return owner;
        }
    }

    /**
     * One container of each pod.
     *
     * @param millicores mean usage, and the request
     * @param mebibytes mean usage, and the request
     * @param limited whether memory has a limit
     */
    record ContainerSpec(
            String name,
            String image,
            ContainerRole role,
            int millicores,
            int mebibytes,
            boolean limited,
            LoadProfile profile) {}

    /** One volume of each pod. */
    record VolumeSpec(String name, VolumeKind kind) {}

    /** The source of a volume. */
    public enum VolumeKind {
        EMPTY_DIR,
        CLAIM,
        CONFIG_MAP,
        /** The projected service account token. */
        TOKEN
    }
}
