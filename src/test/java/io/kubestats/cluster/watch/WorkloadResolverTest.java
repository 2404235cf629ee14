package io.kubestats.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.OwnerReference;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadResolverTest {
    @Test
    void isTheDeploymentWhoseHashTheReplicaSetBears() {
        assertThat(workload("ReplicaSet", "web-front-7d4b9c", "pod-template-hash", "7d4b9c"))
                .isEqualTo(new OwnerReference("Deployment", "web-front"));
    }

    @Test
    void isTheRolloutWhoseHashTheReplicaSetBears() {
        assertThat(workload("ReplicaSet", "web-5f6d", "rollouts-pod-template-hash", "5f6d"))
                .isEqualTo(new OwnerReference("Rollout", "web"));
    }

    @ParameterizedTest
    @CsvSource({"alone,pod-template-hash,7d4b9c", "web-7d4b9c,app,web", "-7d4b9c,pod-template-hash,7d4b9c"})
    void isTheReplicaSetThatNobodySeemsToOwn(String name, String label, String value) {
        assertThat(workload("ReplicaSet", name, label, value)).isEqualTo(new OwnerReference("ReplicaSet", name));
    }

    @Test
    void isTheCronJobThatNamedTheJobByTheMinute() {
        assertThat(workload("Job", "nightly-backup-29401320", "", ""))
                .isEqualTo(new OwnerReference("CronJob", "nightly-backup"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate",
                "migrate-3",
                "backup-20261125",
                "import-2940132x",
                "29401320",
                "-29401320",
                "big-294013200000",
                "x-"
            })
    void isTheJobWhoseNameIsNoTime(String name) {
        assertThat(workload("Job", name, "", "")).isEqualTo(new OwnerReference("Job", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"StatefulSet", "DaemonSet", "Workflow"})
    void isTheOwnerOfAnyOtherKind(String kind) {
        assertThat(workload(kind, "db-7d4b9c", "pod-template-hash", "7d4b9c"))
                .isEqualTo(new OwnerReference(kind, "db-7d4b9c"));
    }

    @Test
    void isThePodItselfIfNobodyOrItsNodeOwnsIt() {
        assertThat(workload("", "", "", "")).isEqualTo(new OwnerReference("Pod", ""));
        assertThat(workload("Node", "n1", "", "")).isEqualTo(new OwnerReference("Pod", ""));
    }

    private static OwnerReference workload(String kind, String name, String label, String value) {
        return WorkloadResolver.workload(new OwnerReference(kind, name), Map.of(label, value));
    }
}
