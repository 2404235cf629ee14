package io.kubestats.store.series;

import static io.kubestats.model.Reading.ABSENT;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** A reusable writer of {@link PackedNumbers}. Not thread-safe. */
final class NumberWriter implements LongConsumer {
    private static final int FEW_BYTES = 256;
    private static final int FEW_GROUPS = 16;

    private byte[] bytes = new byte[FEW_BYTES];
    private int size;
    private long[] groups = new long[FEW_GROUPS];
    private int count;

    /** Discards the written numbers. */
    void begin() {
        size = 0;
        count = 0;
    }

    /** Writes the next number. */
    @Override
    public void accept(long number) {
        int group = count / PackedNumbers.GROUP;
        int place = count++ % PackedNumbers.GROUP;
        if (place == 0) {
            beginGroup(group);
        }
        if (bytes.length - size < Long.BYTES) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int before = size;
        for (long left = number - ABSENT; left != 0; left >>>= Byte.SIZE) {
            bytes[size++] = (byte) left;
        }
        groups[group] |= (long) (size - before) << (place * PackedNumbers.WIDTH_BITS);
    }

    private void beginGroup(int group) {
        if (group == groups.length) {
            groups = Arrays.copyOf(groups, group * 2);
        }
        groups[group] = (long) size << Integer.SIZE;
    }

    /** Returns the number of groups that the numbers need. */
    int neededGroups() {
        return (count + PackedNumbers.GROUP - 1) / PackedNumbers.GROUP;
    }

    /** Returns the number of bytes that the numbers need. */
    int neededBytes() {
        return size;
    }

    /** Returns the numbers, stored in arrays of at least {@link #neededGroups} and {@link #neededBytes} elements. */
    PackedNumbers numbersIn(long[] groupMemory, byte[] byteMemory) {
        System.arraycopy(groups, 0, groupMemory, 0, neededGroups());
        System.arraycopy(bytes, 0, byteMemory, 0, size);
        return new PackedNumbers(groupMemory, byteMemory);
    }
}
