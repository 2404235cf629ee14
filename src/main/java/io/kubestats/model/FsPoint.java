package io.kubestats.model;

/**
 * A filesystem, or what one owner uses of it, at one time.
 *
 * @param timeMillis when the kubelet measured it, Unix time
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
