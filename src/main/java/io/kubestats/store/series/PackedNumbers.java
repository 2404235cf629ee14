package io.kubestats.store.series;

import static io.kubestats.model.Reading.ABSENT;

import io.kubestats.model.IndexedNumbers;

/**
 * A sequence of numbers in a variable-width encoding with random access, written by {@link NumberWriter}. Each number
 * takes as many bytes as it needs, none if absent. The content does not change while a view that shows it is open.
 */
final class PackedNumbers implements IndexedNumbers {
    /** The count of numbers in a group. */
    static final int GROUP = 8;

    /** The count of bits that hold the width of a number, in bytes. */
    static final int WIDTH_BITS = 4;

    private static final int WIDTH = 0xf;
    private static final int EVERY_SECOND_WIDTH = 0x0f0f0f0f;
    private static final int SUM_OF_BYTES = 0x01010101;
    private static final int BYTE = 0xff;

    private final long[] groups;
    private final byte[] bytes;

    /**
     * Creates a sequence from the arrays of a writer.
     *
     * @param groups for each group, the index of its first byte in the upper half, and the widths of its numbers in the
     * lower half, the first one in the lowest four bits
     * @param bytes for each number, its distance from an absent one, lowest byte first
     */
    PackedNumbers(long[] groups, byte[] bytes) {
        this.groups = groups;
        this.bytes = bytes;
    }

    @Override
    public long at(int place) {
        long group = groups[place / GROUP];
        int widths = (int) group;
        int shift = place % GROUP * WIDTH_BITS;
        int first = (int) (group >>> Integer.SIZE) + sum(widths & ((1 << shift) - 1));
        int width = (widths >>> shift) & WIDTH;
        long distance = 0;
        for (int i = 0; i < width; i++) {
            distance |= (long) (bytes[first + i] & BYTE) << (i * Byte.SIZE);
        }
        return distance + ABSENT;
    }

    private static int sum(int widths) {
        int pairs = (widths & EVERY_SECOND_WIDTH) + ((widths >>> WIDTH_BITS) & EVERY_SECOND_WIDTH);
        return (pairs * SUM_OF_BYTES) >>> (Integer.SIZE - Byte.SIZE);
    }

    /** Returns the array of groups, not a copy. */
    long[] groups() {
        return groups;
    }

    /** Returns the array of bytes, not a copy. */
    byte[] bytes() {
        return bytes;
    }
}
