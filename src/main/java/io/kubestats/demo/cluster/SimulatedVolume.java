package io.kubestats.demo.cluster;

import io.kubestats.demo.cluster.Workload.VolumeKind;

/**
 * One volume of a pod.
 *
 * @param claim name of the claim that it is bound to; empty if none
 * @param sizeBytes size of the claim's own filesystem; 0 if it lies on another
 * @param used bytes in it as time goes by
 */
public record SimulatedVolume(String name, VolumeKind kind, String claim, long sizeBytes, Load used) {
    SimulatedVolume withUsed(Load other) {
        return new SimulatedVolume(name, kind, claim, sizeBytes, other);
    }

    /** Whether it takes room of the node's disk. */
    boolean onNodeDisk() {
        return kind == VolumeKind.EMPTY_DIR || kind == VolumeKind.CONFIG_MAP;
    }
}
