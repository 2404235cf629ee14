package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/**
 * One volume of a pod at one time, and its {@link FsPoint} in the same object.
 *
 * @param name the volume's name in the pod's spec
 * @param persistentVolumeClaim the claim behind it, in the pod's namespace; empty if there is none
 */
public record VolumePoint(
        String name,
        String persistentVolumeClaim,
        long timeMillis,
        long availableBytes,
        long capacityBytes,
        long usedBytes,
        long inodesFree,
        long inodes,
        long inodesUsed) {
    public VolumePoint {
        requireNonNull(name, "name");
        requireNonNull(persistentVolumeClaim, "persistentVolumeClaim");
    }

    /** Of its parts. */
    public VolumePoint(String name, String persistentVolumeClaim, FsPoint fs) {
        this(
                name,
                persistentVolumeClaim,
                fs.timeMillis(),
                fs.availableBytes(),
                fs.capacityBytes(),
                fs.usedBytes(),
                fs.inodesFree(),
                fs.inodes(),
                fs.inodesUsed());
    }

    /** Its filesystem, made anew. */
    public FsPoint fs() {
        return new FsPoint(timeMillis, availableBytes, capacityBytes, usedBytes, inodesFree, inodes, inodesUsed);
    }
}
