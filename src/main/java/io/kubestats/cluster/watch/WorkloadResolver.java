package io.kubestats.cluster.watch;

import io.kubestats.cluster.OwnerReference;
import java.util.Map;

/** A resolver of a pod's workload from names and labels alone, so that the intermediate owners need not be watched. */
final class WorkloadResolver {
    private static final String TEMPLATE_HASH = "pod-template-hash";

    /** Label of Argo Rollouts, which own ReplicaSets as Deployments do. */
    private static final String ROLLOUT_HASH = "rollouts-pod-template-hash";

    /** A pod that is its own workload. */
    private static final OwnerReference ITSELF = new OwnerReference("Pod", "");

    /**
     * Smallest suffix of a Job's name that is taken for a CronJob's time, in minutes of Unix time: in 2017. A date such
     * as 20261231 is smaller, and therefore not mistaken for a time.
     */
    private static final int FIRST_MINUTE = 25_000_000;

    private static final int MOST_DIGITS = 9;

    private WorkloadResolver() {}

    /** Returns the top-level workload. A static pod, which its node owns, is its own workload. */
    static OwnerReference workload(OwnerReference createdBy, Map<String, String> labels) {
        return switch (createdBy.kind()) {
            case "", "Node" -> ITSELF;
            case "ReplicaSet" -> ofReplicaSet(createdBy, labels);
            case "Job" -> ofJob(createdBy);
            default -> createdBy;
        };
    }

    private static OwnerReference ofReplicaSet(OwnerReference replicaSet, Map<String, String> labels) {
        String name = replicaSet.name();
        String rollout = "-" + labels.getOrDefault(ROLLOUT_HASH, "");
        if (rollout.length() > 1 && name.length() > rollout.length() && name.endsWith(rollout)) {
            return new OwnerReference("Rollout", name.substring(0, name.length() - rollout.length()));
        }
        String template = "-" + labels.getOrDefault(TEMPLATE_HASH, "");
        if (template.length() > 1 && name.length() > template.length() && name.endsWith(template)) {
            return new OwnerReference("Deployment", name.substring(0, name.length() - template.length()));
        }
        return replicaSet;
    }

    private static OwnerReference ofJob(OwnerReference job) {
        String name = job.name();
        int dash = name.lastIndexOf('-');
        int digits = name.length() - dash - 1;
        if (dash <= 0 || digits == 0 || digits > MOST_DIGITS) {
            return job;
        }
        int minute = 0;
        for (int i = dash + 1; i < name.length(); i++) {
            char digit = name.charAt(i);
            if (digit < '0' || digit > '9') {
                return job;
            }
            minute = minute * 10 + digit - '0';
        }
        return minute < FIRST_MINUTE ? job : new OwnerReference("CronJob", name.substring(0, dash));
    }
}
