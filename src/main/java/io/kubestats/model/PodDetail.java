package io.kubestats.model;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** Readings of a pod that only the full answer has. */
public final class PodDetail extends DetailNumbers {
    private static final int NETWORK_TIME = 0;
    private static final int STORAGE = 1;
    private static final int IO_PRESSURE = 8;
    private static final int PROCESSES = 10;
    private static final int INTERFACES = 11;
    private static final int OF_INTERFACE = 4;
    private static final int OF_VOLUME = 7;

    /** Nothing was reported. */
    public static final PodDetail ABSENT =
            new PodDetail(NetworkPoint.ABSENT, List.of(), FsPoint.ABSENT, PressurePoint.ABSENT, Reading.ABSENT);

    private final Names names;

    /**
     * Which network interfaces and volumes there are: seldom anything else from answer to answer.
     *
     * @param claims of each volume, empty for one without a claim
     */
    public record Names(List<String> interfaces, List<String> volumes, List<String> claims) {
        /** Keeps copies. */
        public Names {
            interfaces = List.copyOf(interfaces);
            volumes = List.copyOf(volumes);
            claims = List.copyOf(claims);
        }

        /** How many numbers a pod with these has. */
        public int count() {
            return PodDetail.count(interfaces.size(), volumes.size());
        }
    }

    /** Those that {@link #forEach} has given, in {@code numbers} from {@code at} on, which are not copied. */
    public PodDetail(Names names, IndexedNumbers numbers, int at) {
        super(numbers, at);
        this.names = names;
    }

    /** Of its parts, in an array of its own. */
    public PodDetail(
            NetworkPoint network,
            List<VolumePoint> volumes,
            FsPoint ephemeralStorage,
            PressurePoint ioPressure,
            long processCount) {
        super(numbers(network, volumes, ephemeralStorage, ioPressure, processCount));
        this.names = names(network.interfaces(), volumes);
    }

    private static Names names(List<InterfacePoint> interfaces, List<VolumePoint> volumes) {
        String[] interfaceNames = new String[interfaces.size()];
        for (int i = 0; i < interfaceNames.length; i++) {
            interfaceNames[i] = interfaces.get(i).name();
        }
        String[] volumeNames = new String[volumes.size()];
        String[] claims = new String[volumeNames.length];
        for (int i = 0; i < volumeNames.length; i++) {
            volumeNames[i] = volumes.get(i).name();
            claims[i] = volumes.get(i).persistentVolumeClaim();
        }
        return new Names(List.of(interfaceNames), List.of(volumeNames), List.of(claims));
    }

    private static int count(int interfaces, int volumes) {
        return INTERFACES + interfaces * OF_INTERFACE + volumes * OF_VOLUME;
    }

    private static long[] numbers(
            NetworkPoint network,
            List<VolumePoint> volumes,
            FsPoint ephemeralStorage,
            PressurePoint ioPressure,
            long processCount) {
        List<InterfacePoint> interfaces = network.interfaces();
        long[] numbers = new long[count(interfaces.size(), volumes.size())];
        numbers[NETWORK_TIME] = network.timeMillis();
        put(numbers, STORAGE, ephemeralStorage);
        put(numbers, IO_PRESSURE, ioPressure);
        numbers[PROCESSES] = processCount;
        int at = INTERFACES;
        for (InterfacePoint point : interfaces) {
            numbers[at] = point.rxBytes();
            numbers[at + 1] = point.rxErrors();
            numbers[at + 2] = point.txBytes();
            numbers[at + 3] = point.txErrors();
            at += OF_INTERFACE;
        }
        for (VolumePoint volume : volumes) {
            put(numbers, at, volume.fs());
            at += OF_VOLUME;
        }
        return numbers;
    }

    /** What its interfaces and volumes are called. */
    public Names names() {
        return names;
    }

    @Override
    public int count() {
        return names.count();
    }

    /** When the kubelet measured its traffic, Unix time. */
    public long networkTimeMillis() {
        return number(NETWORK_TIME);
    }

    /** Its network interfaces, each recreated when it is asked for. */
    public List<InterfacePoint> interfaces() {
        return new Made<>(names.interfaces.size(), this::interfacePoint);
    }

    /** Its volumes, each recreated when it is asked for. */
    public List<VolumePoint> volumes() {
        return new Made<>(names.volumes.size(), this::volume);
    }

    /** Its traffic, recreated; which interface is the default is not kept. */
    public NetworkPoint network() {
        return new NetworkPoint(networkTimeMillis(), "", interfaces());
    }

    /** What it uses of the node's disk (layers, logs and disk-backed emptyDirs together), recreated. */
    public FsPoint ephemeralStorage() {
        return fs(STORAGE);
    }

    /** Its pressure on I/O, recreated. */
    public PressurePoint ioPressure() {
        return pressure(IO_PRESSURE);
    }

    /** Processes in all containers. */
    public long processCount() {
        return number(PROCESSES);
    }

    private InterfacePoint interfacePoint(int index) {
        int at = INTERFACES + index * OF_INTERFACE;
        return new InterfacePoint(
                names.interfaces.get(index), number(at), number(at + 1), number(at + 2), number(at + 3));
    }

    private VolumePoint volume(int index) {
        int at = INTERFACES + names.interfaces.size() * OF_INTERFACE + index * OF_VOLUME;
        return new VolumePoint(names.volumes.get(index), names.claims.get(index), fs(at));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PodDetail detail && names.equals(detail.names) && hasNumbersOf(detail);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + names.hashCode();
    }

    @Override
    public String toString() {
        return super.toString() + names;
    }

    private static final class Made<T> extends AbstractList<T> implements RandomAccess {
        private final int size;
        private final IntFunction<T> make;

        Made(int size, IntFunction<T> make) {
            this.size = size;
            this.make = make;
        }

        @Override
        public T get(int index) {
            return make.apply(Objects.checkIndex(index, size));
        }

        @Override
        public int size() {
            return size;
        }
    }
}
