package io.kubestats.model;

/**
 * A filesystem, or one owner's usage of it, at one time.
 *
 * @param timeMillis time of measurement by the kubelet, Unix time
 * @param availableBytes free space of the whole filesystem
 * @param capacityBytes size of the whole filesystem
 * @param usedBytes space that the owner uses
 */
public record FsPoint(
        long timeMillis,
        long availableBytes,
        long capacityBytes,
        long usedBytes,
        long inodesFree,
        long inodes,
        long inodesUsed) {
    /** No filesystem was reported. */
    public static final FsPoint ABSENT = new FsPoint(
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT,
            Reading.ABSENT);
}
