package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/**
 * Readings of a node that only the full response has.
 *
 * @param bootTimeMillis boot time of the machine, Unix time
 * @param fs the filesystem of the kubelet's root directory
 * @param imageFs the runtime's image filesystem
 * @param containerFs the runtime's filesystem for writable layers; equal to {@code imageFs} unless it is separate
 * @param pids running tasks
 * @param pidsMax limit of tasks
 */
public record NodeDetail(
        long bootTimeMillis,
        NetworkPoint network,
        FsPoint fs,
        FsPoint imageFs,
        FsPoint containerFs,
        long pids,
        long pidsMax,
        PressurePoint ioPressure,
        NodePressureAverages pressureAverages) {
    /** Nothing was reported. */
    public static final NodeDetail ABSENT = new NodeDetail(
            Reading.ABSENT,
            NetworkPoint.ABSENT,
            FsPoint.ABSENT,
            FsPoint.ABSENT,
            FsPoint.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            PressurePoint.ABSENT,
            NodePressureAverages.ABSENT);

    public NodeDetail {
        requireNonNull(network, "network");
        requireNonNull(fs, "fs");
        requireNonNull(imageFs, "imageFs");
        requireNonNull(containerFs, "containerFs");
        requireNonNull(ioPressure, "ioPressure");
        requireNonNull(pressureAverages, "pressureAverages");
    }
}
