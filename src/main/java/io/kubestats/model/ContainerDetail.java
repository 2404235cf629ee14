package io.kubestats.model;

/**
 * What only the full answer says of a container: two {@link FsPoint}s and a {@link PressurePoint} in one object,
 * since there is one for each container, and what a collection of garbage costs is by their number.
 */
public record ContainerDetail(
        long rootfsTimeMillis,
        long rootfsAvailableBytes,
        long rootfsCapacityBytes,
        long rootfsUsedBytes,
        long rootfsInodesFree,
        long rootfsInodes,
        long rootfsInodesUsed,
        long logsTimeMillis,
        long logsAvailableBytes,
        long logsCapacityBytes,
        long logsUsedBytes,
        long logsInodesFree,
        long logsInodes,
        long logsInodesUsed,
        long ioWaitingMicroseconds,
        long ioStalledMicroseconds) {
    /** Nothing was reported. */
    public static final ContainerDetail ABSENT =
            new ContainerDetail(FsPoint.ABSENT, FsPoint.ABSENT, PressurePoint.ABSENT);

    /** Of the three. */
    public ContainerDetail(FsPoint rootfs, FsPoint logs, PressurePoint ioPressure) {
        this(
                rootfs.timeMillis(),
                rootfs.availableBytes(),
                rootfs.capacityBytes(),
                rootfs.usedBytes(),
                rootfs.inodesFree(),
                rootfs.inodes(),
                rootfs.inodesUsed(),
                logs.timeMillis(),
                logs.availableBytes(),
                logs.capacityBytes(),
                logs.usedBytes(),
                logs.inodesFree(),
                logs.inodes(),
                logs.inodesUsed(),
                ioPressure.waitingMicroseconds(),
                ioPressure.stalledMicroseconds());
    }

    /** What it uses of the filesystem of its writable layer, made anew. */
    public FsPoint rootfs() {
        return new FsPoint(
                rootfsTimeMillis,
                rootfsAvailableBytes,
                rootfsCapacityBytes,
                rootfsUsedBytes,
                rootfsInodesFree,
                rootfsInodes,
                rootfsInodesUsed);
    }

    /** What its log files use, made anew. */
    public FsPoint logs() {
        return new FsPoint(
                logsTimeMillis,
                logsAvailableBytes,
                logsCapacityBytes,
                logsUsedBytes,
                logsInodesFree,
                logsInodes,
                logsInodesUsed);
    }

    /** Its pressure on I/O, made anew. */
    public PressurePoint ioPressure() {
        return new PressurePoint(ioWaitingMicroseconds, ioStalledMicroseconds);
    }
}
