package io.kubestats.demo;

import java.util.function.LongToDoubleFunction;

/**
 * The changing values of one object of an answer, to be written through a {@link Template}. Filled again for each
 * object; not safe for several threads. Times are Unix seconds, percentages hundredths of a percent.
 */
final class Frame {
    private static final double NANOS = 1e9;
    private static final double MICROS = 1e6;
    private static final double HUNDREDTHS_OF_A_PERCENT = 1e4;

    /** Of the time that some wait, how much all do. */
    private static final double FULL_SHARE = 0.9;

    private final long[] numbers = new long[Slots.NUMBERS];
    private final byte[][] texts = new byte[Slots.TEXT_COUNT][0];

    long number(int slot) {
        return numbers[slot];
    }

    byte[] text(int slot) {
        return texts[slot - Slots.NAME];
    }

    void number(int slot, long number) {
        numbers[slot] = number;
    }

    void text(int slot, byte[] text) {
        texts[slot - Slots.NAME] = text;
    }

    /** The counter at {@code second} and its rate since the reading before, or since {@code start} if that is later. */
    void cpu(LongToDoubleFunction cpuSeconds, long second, long start) {
        long before = Math.max(start, second - Housekeeping.PERIOD_SECONDS);
        long total = (long) (cpuSeconds.applyAsDouble(second) * NANOS);
        long earlier = (long) (cpuSeconds.applyAsDouble(before) * NANOS);
        numbers[Slots.CPU] = second;
        numbers[Slots.CPU + 1] = second > before ? (total - earlier) / (second - before) : 0;
        numbers[Slots.CPU + 2] = total;
        numbers[Slots.IO] = second;
        numbers[Slots.SWAP] = second;
    }

    /** Memory; {@code limitBytes} is 0 if there is none. */
    void memory(long second, long limitBytes, long workingSetBytes, long cacheBytes, long pageFaults) {
        numbers[Slots.MEMORY] = second;
        numbers[Slots.MEMORY + 1] = Math.max(0, limitBytes - workingSetBytes);
        numbers[Slots.MEMORY + 2] = workingSetBytes + cacheBytes;
        numbers[Slots.MEMORY + 3] = workingSetBytes;
        numbers[Slots.MEMORY + 4] = Pages.whole(workingSetBytes * 0.85);
        numbers[Slots.MEMORY + 5] = pageFaults;
        numbers[Slots.MEMORY + 6] = pageFaults / 50_000;
    }

    /** One resource's pressure, from the time that some have waited for it. */
    void pressure(int slot, LongToDoubleFunction stalledSeconds, double share, long second, long start) {
        double total = stalledSeconds.applyAsDouble(second) * share;
        numbers[slot + 4] = (long) (total * MICROS);
        numbers[slot] = (long) (total * FULL_SHARE * MICROS);
        pressureAverage(slot + 1, stalledSeconds, share, second, start, 10);
        pressureAverage(slot + 2, stalledSeconds, share, second, start, 60);
        pressureAverage(slot + 3, stalledSeconds, share, second, start, 300);
    }

    /** Network counters. */
    void network(long second, long receivedBytes, long sentBytes) {
        numbers[Slots.NETWORK] = second;
        numbers[Slots.NETWORK + 1] = receivedBytes;
        numbers[Slots.NETWORK + 2] = sentBytes;
    }

    /** What an owner uses of a filesystem. */
    void filesystem(int slot, long second, Filesystem filesystem, long usedBytes, long inodesUsed) {
        numbers[slot] = second;
        numbers[slot + 1] = filesystem.availableBytes();
        numbers[slot + 2] = filesystem.capacityBytes();
        numbers[slot + 3] = usedBytes;
        numbers[slot + 4] = filesystem.inodesFree();
        numbers[slot + 5] = filesystem.inodes();
        numbers[slot + 6] = inodesUsed;
    }

    /** A whole filesystem. */
    record Filesystem(long capacityBytes, long availableBytes, long inodes, long inodesFree) {
        private static final int BYTES_PER_INODE = 16 << 10;
        private static final int BYTES_PER_USED_INODE = 64 << 10;

        /** A filesystem of that size that is used so far. */
        static Filesystem of(long capacityBytes, long usedBytes) {
            long inodes = capacityBytes / BYTES_PER_INODE;
            return new Filesystem(
                    capacityBytes, capacityBytes - usedBytes, inodes, inodes - usedBytes / BYTES_PER_USED_INODE);
        }

        long usedBytes() {
            return capacityBytes - availableBytes;
        }

        long inodesUsed() {
            return inodes - inodesFree;
        }
    }

    private void pressureAverage(
            int slot, LongToDoubleFunction stalledSeconds, double share, long second, long start, int window) {
        long from = Math.max(start, second - window);
        double stalled = stalledSeconds.applyAsDouble(second) - stalledSeconds.applyAsDouble(from);
        double average = Math.min(1, stalled * share / window);
        numbers[slot + 4] = (long) (average * HUNDREDTHS_OF_A_PERCENT);
        numbers[slot] = (long) (average * FULL_SHARE * HUNDREDTHS_OF_A_PERCENT);
    }
}
