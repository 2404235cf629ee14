package io.kubestats.model;

/** Readings of a container that only the full response has. */
public final class ContainerDetail extends DetailNumbers {
    /** Count of numbers in each object. */
    public static final int COUNT = 16;

    private static final int ROOTFS = 0;
    private static final int LOGS = 7;
    private static final int IO_PRESSURE = 14;

    /** Nothing was reported. */
    public static final ContainerDetail ABSENT =
            new ContainerDetail(FsPoint.ABSENT, FsPoint.ABSENT, PressurePoint.ABSENT);

    /**
     * Creates the details from the sequence that {@link #forEach} has produced, stored in {@code numbers} from {@code
     * at} on; not copied.
     */
    public ContainerDetail(IndexedNumbers numbers, int at) {
        super(numbers, at);
    }

    /** Creates the details with an array of their own. */
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

    /** Returns usage of the filesystem of the writable layer, recreated. */
    public FsPoint rootfs() {
        return fs(ROOTFS);
    }

    /** Returns the usage of log files, recreated. */
    public FsPoint logs() {
        return fs(LOGS);
    }

    /** Returns the pressure on I/O, recreated. */
    public PressurePoint ioPressure() {
        return pressure(IO_PRESSURE);
    }
}
