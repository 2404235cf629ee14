package io.kubestats.demo.cluster;

import io.kubestats.demo.cluster.Workload.VolumeKind;

/**
 * One volume of a pod.
 *
 * @param claim name of its claim; empty without one
 * @param sizeBytes size of the claim's own filesystem; 0 if it is on another one
 * @param used used bytes over time
 */
public record SimulatedVolume(String name, VolumeKind kind, String claim, long sizeBytes, Load used) {
    SimulatedVolume withUsed(Load other) {
        return new SimulatedVolume(name, kind, claim, sizeBytes, other);
    }

    /** Returns whether it uses the node's disk. */
    boolean onNodeDisk() {
        return kind == VolumeKind.EMPTY_DIR || kind == VolumeKind.CONFIG_MAP;
    }
}
