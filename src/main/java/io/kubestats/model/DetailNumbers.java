package io.kubestats.model;

import java.util.Arrays;

/**
 * Numbers that the full answer alone tells, in an array that may hold others too: a node's are all in one, since there
 * are thousands of such objects, and what a collection of garbage costs is by the number of those that are kept.
 *
 * <p>Safe for any number of threads for as long as nobody writes the array: see who made the object.
 */
public abstract sealed class DetailNumbers permits UsageDetail, ContainerDetail, PodDetail {
    private final long[] numbers;
    private final int at;

    /** Those of {@code numbers}, which is not copied, from {@code at} on. */
    DetailNumbers(long[] numbers, int at) {
        this.numbers = numbers;
        this.at = at;
    }

    /** How many there are. */
    public abstract int count();

    final long number(int index) {
        return numbers[at + index];
    }

    /** The filesystem whose seven numbers begin there. */
    final FsPoint fs(int index) {
        return new FsPoint(
                number(index),
                number(index + 1),
                number(index + 2),
                number(index + 3),
                number(index + 4),
                number(index + 5),
                number(index + 6));
    }

    /** The pressure whose two numbers begin there. */
    final PressurePoint pressure(int index) {
        return new PressurePoint(number(index), number(index + 1));
    }

    static void put(long[] target, int index, FsPoint fs) {
        target[index] = fs.timeMillis();
        target[index + 1] = fs.availableBytes();
        target[index + 2] = fs.capacityBytes();
        target[index + 3] = fs.usedBytes();
        target[index + 4] = fs.inodesFree();
        target[index + 5] = fs.inodes();
        target[index + 6] = fs.inodesUsed();
    }

    static void put(long[] target, int index, PressurePoint pressure) {
        target[index] = pressure.waitingMicroseconds();
        target[index + 1] = pressure.stalledMicroseconds();
    }

    /** Writes them into {@code target}, from {@code index} on. */
    public final void copyTo(long[] target, int index) {
        System.arraycopy(numbers, at, target, index, count());
    }

    /** Whether they are in that very array, from {@code index} on. */
    public final boolean isIn(long[] array, int index) {
        return numbers == array && at == index;
    }

    final boolean hasNumbersOf(DetailNumbers other) {
        return Arrays.equals(numbers, at, at + count(), other.numbers, other.at, other.at + other.count());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DetailNumbers detail && getClass() == detail.getClass() && hasNumbersOf(detail);
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < count(); i++) {
            hash = 31 * hash + Long.hashCode(number(i));
        }
        return hash;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + Arrays.toString(Arrays.copyOfRange(numbers, at, at + count()));
    }
}
