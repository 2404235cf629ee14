package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/** What only the full answer says of a container. */
public record ContainerDetail(FsPoint rootfs, FsPoint logs, PressurePoint ioPressure) {
    /** Nothing was reported. */
    public static final ContainerDetail ABSENT =
            new ContainerDetail(FsPoint.ABSENT, FsPoint.ABSENT, PressurePoint.ABSENT);

    public ContainerDetail {
        requireNonNull(rootfs, "rootfs");
        requireNonNull(logs, "logs");
        requireNonNull(ioPressure, "ioPressure");
    }
}
