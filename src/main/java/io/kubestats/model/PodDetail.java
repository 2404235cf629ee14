package io.kubestats.model;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** Readings of a pod that only the full response has. */
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
     * Names of network interfaces and volumes, which rarely change between responses.
     *
     * @param claims the claim of each volume, empty for one without a claim
     */
    public record Names(List<String> interfaces, List<String> volumes, List<String> claims) {
        /** Copies the lists. */
        public Names {
            interfaces = List.copyOf(interfaces);
            volumes = List.copyOf(volumes);
            claims = List.copyOf(claims);
        }

        /** Returns the count of numbers of a pod with these names. */
        public int count() {
            return PodDetail.count(interfaces.size(), volumes.size());
        }
    }

    /**
     * Creates the details from the sequence that {@link #forEach} has produced, stored in {@code numbers} from {@code
     * at} on; not copied.
     */
    public PodDetail(Names names, IndexedNumbers numbers, int at) {
        super(numbers, at);
        this.names = names;
    }

    /** Creates the details with an array of their own. */
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

    /** Returns the names of interfaces and volumes. */
    public Names names() {
        return names;
    }

    @Override
    public int count() {
        return names.count();
    }

    /** Returns the time at which the kubelet measured traffic, Unix time. */
    public long networkTimeMillis() {
        return number(NETWORK_TIME);
    }

    /** Returns the network interfaces, each recreated on access. */
    public List<InterfacePoint> interfaces() {
        return new Made<>(names.interfaces.size(), this::interfacePoint);
    }

    /** Returns the volumes, each recreated on access. */
    public List<VolumePoint> volumes() {
        return new Made<>(names.volumes.size(), this::volume);
    }

    /** Returns the traffic, recreated, without the name of the default interface. */
    public NetworkPoint network() {
        return new NetworkPoint(networkTimeMillis(), "", interfaces());
    }

    /** Returns the usage of the node's disk (layers, logs and disk-backed emptyDirs together), recreated. */
    public FsPoint ephemeralStorage() {
        return fs(STORAGE);
    }

    /** Returns the pressure on I/O, recreated. */
    public PressurePoint ioPressure() {
        return pressure(IO_PRESSURE);
    }

    /** Returns the number of processes in all containers. */
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
