package io.kubestats.model;

import java.util.List;

/**
 * What only the full answer says of a pod: its {@link NetworkPoint}, {@link FsPoint} of ephemeral storage (layers, logs
 * and disk-backed emptyDirs together) and {@link PressurePoint} in one object, since there is one for each pod.
 *
 * @param processCount processes in all containers
 */
public record PodDetail(
        long networkTimeMillis,
        List<InterfacePoint> interfaces,
        List<VolumePoint> volumes,
        long storageTimeMillis,
        long storageAvailableBytes,
        long storageCapacityBytes,
        long storageUsedBytes,
        long storageInodesFree,
        long storageInodes,
        long storageInodesUsed,
        long ioWaitingMicroseconds,
        long ioStalledMicroseconds,
        long processCount) {
    /** Nothing was reported. */
    public static final PodDetail ABSENT =
            new PodDetail(NetworkPoint.ABSENT, List.of(), FsPoint.ABSENT, PressurePoint.ABSENT, Reading.ABSENT);

    public PodDetail {
        interfaces = List.copyOf(interfaces);
        volumes = List.copyOf(volumes);
    }

    /** Of its parts. */
    public PodDetail(
            NetworkPoint network,
            List<VolumePoint> volumes,
            FsPoint ephemeralStorage,
            PressurePoint ioPressure,
            long processCount) {
        this(
                network.timeMillis(),
                network.interfaces(),
                volumes,
                ephemeralStorage.timeMillis(),
                ephemeralStorage.availableBytes(),
                ephemeralStorage.capacityBytes(),
                ephemeralStorage.usedBytes(),
                ephemeralStorage.inodesFree(),
                ephemeralStorage.inodes(),
                ephemeralStorage.inodesUsed(),
                ioPressure.waitingMicroseconds(),
                ioPressure.stalledMicroseconds(),
                processCount);
    }

    /** Its traffic, made anew. */
    public NetworkPoint network() {
        return new NetworkPoint(networkTimeMillis, interfaces);
    }

    /** What it uses of the node's disk, made anew. */
    public FsPoint ephemeralStorage() {
        return new FsPoint(
                storageTimeMillis,
                storageAvailableBytes,
                storageCapacityBytes,
                storageUsedBytes,
                storageInodesFree,
                storageInodes,
                storageInodesUsed);
    }

    /** Its pressure on I/O, made anew. */
    public PressurePoint ioPressure() {
        return new PressurePoint(ioWaitingMicroseconds, ioStalledMicroseconds);
    }
}
