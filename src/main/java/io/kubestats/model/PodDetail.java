package io.kubestats.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What only the full answer says of a pod.
 *
 * @param ephemeralStorage layers, logs and disk-backed emptyDirs together
 * @param processCount processes in all containers
 */
public record PodDetail(
        NetworkPoint network,
        List<VolumePoint> volumes,
        FsPoint ephemeralStorage,
        PressurePoint ioPressure,
        long processCount) {
    /** Nothing was reported. */
    public static final PodDetail ABSENT =
            new PodDetail(NetworkPoint.ABSENT, List.of(), FsPoint.ABSENT, PressurePoint.ABSENT, Reading.ABSENT);

    public PodDetail {
        requireNonNull(network, "network");
        volumes = List.copyOf(volumes);
        requireNonNull(ephemeralStorage, "ephemeralStorage");
        requireNonNull(ioPressure, "ioPressure");
    }
}
