package io.kubestats.demo.cluster;

import io.kubestats.demo.kubelet.AnswerTemplate;
import java.util.function.LongToDoubleFunction;

/**
 * The changing values of one object of a response, to be written through a {@link AnswerTemplate}. Reused for each
 * object; not thread-safe. Times are Unix seconds, percentages hundredths of a percent.
 */
public final class SlotValues {
    private static final double NANOS = 1e9;
    private static final double MICROS = 1e6;
    private static final double HUNDREDTHS_OF_A_PERCENT = 1e4;

    /** The share of the time of waiting for CPU that is also waiting for memory and for disks. */
    private static final double MEMORY_SHARE = 0.02;

    private static final double IO_SHARE = 0.08;

    /** The ratio of full to partial stalls. */
    private static final double FULL_SHARE = 0.9;

    private final long[] numbers = new long[SlotTable.NUMBERS];
    private final byte[][] texts = new byte[SlotTable.TEXT_COUNT][0];

    public long number(int slot) {
        return numbers[slot];
    }

    public byte[] text(int slot) {
        return texts[slot - SlotTable.NAME];
    }

    public void number(int slot, long number) {
        numbers[slot] = number;
    }

    public void text(int slot, byte[] text) {
        texts[slot - SlotTable.NAME] = text;
    }

    /**
     * Sets a counter at {@code second} and its rate since the previous reading, or since {@code start} if that is
     * later.
     */
    void cpu(LongToDoubleFunction cpuSeconds, long second, long start) {
        long before = Math.max(start, second - SamplingSchedule.PERIOD_SECONDS);
        long total = (long) (cpuSeconds.applyAsDouble(second) * NANOS);
        long earlier = (long) (cpuSeconds.applyAsDouble(before) * NANOS);
        numbers[SlotTable.CPU] = second;
        numbers[SlotTable.CPU + 1] = second > before ? (total - earlier) / (second - before) : 0;
        numbers[SlotTable.CPU + 2] = total;
        numbers[SlotTable.IO] = second;
        numbers[SlotTable.SWAP] = second;
    }

    /** Sets memory; {@code limitBytes} is 0 without a limit. */
    void memory(long second, long limitBytes, long workingSetBytes, long cacheBytes, long pageFaults) {
        numbers[SlotTable.MEMORY] = second;
        numbers[SlotTable.MEMORY + 1] = Math.max(0, limitBytes - workingSetBytes);
        numbers[SlotTable.MEMORY + 2] = workingSetBytes + cacheBytes;
        numbers[SlotTable.MEMORY + 3] = workingSetBytes;
        numbers[SlotTable.MEMORY + 4] = MemoryPages.whole(workingSetBytes * 0.85);
        numbers[SlotTable.MEMORY + 5] = pageFaults;
        numbers[SlotTable.MEMORY + 6] = pageFaults / 50_000;
    }

    /** Sets the pressure on all resources, derived from the time of waiting for CPU. */
    void pressure(LongToDoubleFunction stalledSeconds, long second, long start) {
        pressure(stalledSeconds, at -> 0, second, start);
    }

    /** Sets the pressure on all resources; for {@code heldSeconds} all tasks have waited for all of them. */
    void pressure(LongToDoubleFunction stalledSeconds, LongToDoubleFunction heldSeconds, long second, long start) {
        double[] stalled = spans(stalledSeconds, second, start);
        double[] held = spans(heldSeconds, second, start);
        pressure(SlotTable.CPU_PRESSURE, 1, stalled, held);
        pressure(SlotTable.MEMORY_PRESSURE, MEMORY_SHARE, stalled, held);
        pressure(SlotTable.IO_PRESSURE, IO_SHARE, stalled, held);
    }

    /** Sets network counters. */
    void network(long second, NetworkTraffic traffic) {
        numbers[SlotTable.NETWORK] = second;
        numbers[SlotTable.NETWORK + 1] = traffic.receivedBytes();
        numbers[SlotTable.NETWORK + 2] = traffic.sentBytes();
    }

    /** Sets an owner's usage of a filesystem. */
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

        /** Returns a filesystem of that size and usage. */
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

    /** Returns the total seconds, and the shares of the last 10, 60 and 300. */
    private static double[] spans(LongToDoubleFunction seconds, long second, long start) {
        double total = seconds.applyAsDouble(second);
        double[] spans = {total, 10, 60, 300};
        for (int i = 1; i < spans.length; i++) {
            long before = Math.max(start, second - (long) spans[i]);
            spans[i] = (total - seconds.applyAsDouble(before)) / spans[i];
        }
        return spans;
    }

    private void pressure(int slot, double share, double[] stalled, double[] held) {
        waiting(slot, FULL_SHARE, share, stalled, held);
        waiting(slot + 4, 1, share, stalled, held);
    }

    private void waiting(int slot, double part, double share, double[] stalled, double[] held) {
        numbers[slot] = (long) (part * (share * stalled[0] + held[0]) * MICROS);
        for (int i = 1; i < stalled.length; i++) {
            numbers[slot + i] = percentage(part * (share * stalled[i] + held[i]));
        }
    }

    private static long percentage(double part) {
        return (long) (Math.min(1, part) * HUNDREDTHS_OF_A_PERCENT);
    }
}
