package io.kubestats.demo.cluster;

import io.kubestats.demo.cluster.SimulatedContainer.Resources;
import io.kubestats.demo.cluster.Workload.ContainerSpec;
import io.kubestats.demo.cluster.Workload.Kind;
import io.kubestats.demo.cluster.Workload.VolumeKind;
import java.util.List;

/** Requests and limits of the simulated containers: some too high, some too low, some missing. */
final class RequestPlan {
    private static final long MEBIBYTE = 1 << 20;
    private static final int GUARANTEED_PER_USE = 4;
    private static final int MEMORY_PER_USE = 2;
    private static final int MEMORY_LIMIT_PER_USE = 4;
    private static final int SIDECAR_CPU_LIMIT_PER_USE = 4;
    private static final long SCRATCH_REQUEST = 1024 * MEBIBYTE;
    private static final long SCRATCH_LIMIT = 4096 * MEBIBYTE;

    /** Requests as percentages of used CPU; each workload gets one. */
    private static final List<Integer> CPU_HABITS = List.of(100, 150, 250, 400, 70);

    private RequestPlan() {}

    /** Returns the requests and limits of a container. */
    static Resources of(Workload workload, ContainerSpec spec) {
        if (workload.kind() == Kind.DEPLOYMENT
                && spec.profile() == LoadProfile.IDLE
                && spec.role() == ContainerRole.APP) {
            return Resources.NONE;
        }
        if (workload.kind() == Kind.STATEFUL_SET
                && workload.containers().stream().allMatch(ContainerSpec::limited)) {
            int millicores = spec.millicores() * GUARANTEED_PER_USE;
            long bytes = MEBIBYTE * spec.mebibytes() * GUARANTEED_PER_USE;
            return new Resources(millicores, bytes, 0, millicores, bytes, 0);
        }
        boolean scratch = spec.role() == ContainerRole.APP
                && workload.volumes().stream().anyMatch(volume -> volume.kind() == VolumeKind.EMPTY_DIR);
        return new Resources(
                requestMillicores(workload, spec),
                MEBIBYTE * spec.mebibytes() * MEMORY_PER_USE,
                scratch ? SCRATCH_REQUEST : 0,
                spec.role() == ContainerRole.SIDECAR ? spec.millicores() * SIDECAR_CPU_LIMIT_PER_USE : 0,
                spec.limited() ? MEBIBYTE * spec.mebibytes() * MEMORY_LIMIT_PER_USE : 0,
                scratch ? SCRATCH_LIMIT : 0);
    }

    /** Returns a round number, as people write it. */
    private static int requestMillicores(Workload workload, ContainerSpec spec) {
        int habit = CPU_HABITS.get(Math.floorMod(workload.name().hashCode(), CPU_HABITS.size()));
        int wanted = spec.millicores() * habit / 100;
        int step = wanted < 50 ? 5 : 50;
        return Math.max(step, (wanted + step / 2) / step * step);
    }
}
