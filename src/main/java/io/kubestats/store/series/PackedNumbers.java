package io.kubestats.store.series;

import static io.kubestats.model.Reading.ABSENT;

import io.kubestats.model.IndexedNumbers;

/**
 * Numbers that {@link NumberWriter} wrote, each in as many bytes as it needs, none if it is absent; each can be read at
 * once. They stay as they are for as long as a view that shows them is open.
 */
final class PackedNumbers implements IndexedNumbers {
    /** How many numbers a group has. */
    static final int GROUP = 8;

    /** How many bits tell how many bytes a number takes. */
    static final int WIDTH_BITS = 4;

    private static final int WIDTH = 0xf;
    private static final int EVERY_SECOND_WIDTH = 0x0f0f0f0f;
    private static final int SUM_OF_BYTES = 0x01010101;
    private static final int BYTE = 0xff;

    private final long[] groups;
    private final byte[] bytes;

    /**
     * Numbers of a writer.
     *
     * @param groups of each group where its bytes begin, in the higher half, and how many each of its numbers takes,
     *     the first one's in the lowest four bits
     * @param bytes of each number its distance from an absent one, the lowest byte first
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

    /** The array that the groups are in, not a copy. */
    long[] groups() {
        return groups;
    }

    /** The array that the bytes are in, not a copy. */
    byte[] bytes() {
        return bytes;
    }
}
