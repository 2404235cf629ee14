package io.kubestats.model;

import java.util.StringJoiner;
import java.util.function.LongConsumer;

/**
 * Numbers that only the full response has, as a slice of a longer array. All details of a node share one array, since
 * there are thousands of such objects and the cost of a garbage collection grows with the number of live ones.
 *
 * <p>Thread-safe while the numbers do not change; the creator of the object determines that.
 */
public abstract sealed class DetailNumbers permits UsageDetail, ContainerDetail, PodDetail {
    private final IndexedNumbers numbers;
    private final int at;

    /** Creates a slice of {@code numbers}, which are not copied, from {@code at} on. */
    DetailNumbers(IndexedNumbers numbers, int at) {
        this.numbers = numbers;
        this.at = at;
    }

    /** Creates details of these numbers; the array is not copied. */
    DetailNumbers(long... numbers) {
        this(place -> numbers[place], 0);
    }

    /** Returns the count of numbers. */
    public abstract int count();

    final long number(int index) {
        return numbers.at(at + index);
    }

    /** Returns the filesystem whose seven numbers begin at {@code index}. */
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

    /** Returns the pressure whose two numbers begin at {@code index}. */
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

    /** Passes all numbers to {@code taker}, in order. */
    public final void forEach(LongConsumer taker) {
        for (int i = 0; i < count(); i++) {
            taker.accept(number(i));
        }
    }

    /** Returns whether this is the slice of {@code others} that begins at {@code place}. */
    public final boolean areOf(IndexedNumbers others, int place) {
        return numbers == others && at == place;
    }

    final boolean hasNumbersOf(DetailNumbers other) {
        if (count() != other.count()) {
            return false;
        }
        for (int i = 0; i < count(); i++) {
            if (number(i) != other.number(i)) {
                return false;
            }
        }
        return true;
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
        StringJoiner text = new StringJoiner(", ", getClass().getSimpleName() + "[", "]");
        forEach(number -> text.add(Long.toString(number)));
        return text.toString();
    }
}
