package io.kubestats.model;

/** Readings of a container that only the full response has. */
public final class ContainerDetail extends DetailNumbers {
    /** How many numbers each has. */
    public static final int COUNT = 16;

    private static final int ROOTFS = 0;
    private static final int LOGS = 7;
    private static final int IO_PRESSURE = 14;

    /** Nothing was reported. */
    public static final ContainerDetail ABSENT =
            new ContainerDetail(FsPoint.ABSENT, FsPoint.ABSENT, PressurePoint.ABSENT);

    /** Those that {@link #forEach} has given, in {@code numbers} from {@code at} on, which are not copied. */
    public ContainerDetail(IndexedNumbers numbers, int at) {
        super(numbers, at);
    }

    /** Of the three, in an array of its own. */
    public ContainerDetail(FsPoint rootfs, FsPoint logs, PressurePoint ioPressure) {
        super(numbers(rootfs, logs, ioPressure));
    }

    private static long[] numbers(FsPoint rootfs, FsPoint logs, PressurePoint ioPressure) {
        long[] numbers = new long[COUNT];
        put(numbers, ROOTFS, rootfs);
        put(numbers, LOGS, logs);
        put(numbers, IO_PRESSURE, ioPressure);
        return numbers;
    }

    @Override
    public int count() {
        return COUNT;
    }

    /** What it uses of the filesystem of its writable layer, recreated. */
    public FsPoint rootfs() {
        return fs(ROOTFS);
    }

    /** What its log files use, recreated. */
    public FsPoint logs() {
        return fs(LOGS);
    }

    /** Its pressure on I/O, recreated. */
    public PressurePoint ioPressure() {
        return pressure(IO_PRESSURE);
    }
}
