package io.kubestats.store.series;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.CpuPoint;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.UsagePoint;
import java.util.Arrays;

/**
 * A reusable writer of points and series as rows of bytes. Each number is a zig-zag varint of its difference from a
 * predicted value. Most numbers of a row can be predicted from others, so it takes a quarter of the space. Not
 * thread-safe.
 */
final class RowWriter {
    private static final int MOST_BYTES = 10;
    private static final int FEW_BYTES = 256;
    private static final int FEW_ROWS = 16;
    private static final int MORE = 0x80;

    private Moment base = new Moment(0, 0);
    private byte[] bytes = new byte[FEW_BYTES];
    private int size;
    private int[] starts = new int[FEW_ROWS];
    private int rows;

    /**
     * Discards the written rows.
     *
     * @param nextBase a time near those that will be written
     */
    void begin(Moment nextBase) {
        base = nextBase;
        size = 0;
        rows = 0;
    }

    /** Begins the next row. */
    void beginRow() {
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, rows * 2);
        }
        starts[rows++] = size;
    }

    /** Returns the number of bytes that the rows need. */
    int neededBytes() {
        return size + rows * PackedRows.START_BYTES;
    }

    /** Returns the rows, stored in an array of at least {@link #neededBytes} elements. */
    PackedRows rowsIn(byte[] memory) {
        System.arraycopy(bytes, 0, memory, 0, size);
        for (int i = 0; i < rows; i++) {
            PackedRows.putStart(memory, size, i, starts[i]);
        }
        return new PackedRows(base, memory, size);
    }

    /** Writes a usage. */
    void usage(ResourceUsage usage) {
        put(usage.cpuNanoCores(), 0);
        put(usage.memoryBytes(), 0);
        put(usage.timestampMillis(), base.wallMillis());
        put(usage.windowMillis(), 0);
    }

    /** Writes the point of a pod, without its details. */
    void point(UsagePoint point) {
        point(point, base.wallMillis(), 0);
    }

    /** Writes the point of a container with that usage, without its details. */
    void point(UsagePoint point, ResourceUsage usage) {
        point(point, usage.timestampMillis(), usage.memoryBytes());
    }

    private void point(UsagePoint point, long expectedMillis, long expectedBytes) {
        put(point.startTimeMillis(), base.wallMillis());
        put(point.cpuTimeMillis(), expectedMillis);
        put(point.usageCoreNanoSeconds(), 0);
        put(point.usageNanoCores(), ABSENT);
        put(point.memoryTimeMillis(), point.cpuTimeMillis());
        put(point.workingSetBytes(), expectedBytes);
        put(point.swapUsageBytes(), ABSENT);
        put(point.swapTimeMillis(), swapTime(point.swapUsageBytes(), point.memoryTimeMillis()));
    }

    /** Writes the series that belongs to {@code point}, without its usage. */
    void series(UsageSeries series, UsagePoint point) {
        put(series.startTimeMillis(), point.startTimeMillis());
        cpu(series.last(), point.cpuTimeMillis(), point.usageCoreNanoSeconds(), point.usageNanoCores());
        CpuPoint last = series.last();
        cpu(series.candidate(), last.timeMillis(), last.usageCoreNanoSeconds(), last.usageNanoCores());
        put(series.baseTimeMillis(), last.timeMillis());
        put(series.baseCoreNanoSeconds(), last.usageCoreNanoSeconds());
        nanos(series.sampledNanos());
        put(series.memoryNanos(), series.sampledNanos());
        put(series.leaps(), 0);
    }

    /** Writes a number whose predicted value is {@code expected}. */
    void number(long number, long expected) {
        put(number, expected);
    }

    /** Writes a reading of the ticker. */
    void nanos(long nanos) {
        put(nanos, base.nanos());
    }

    private void cpu(CpuPoint cpu, long timeMillis, long coreNanoSeconds, long nanoCores) {
        put(cpu.timeMillis(), timeMillis);
        put(cpu.usageCoreNanoSeconds(), coreNanoSeconds);
        put(cpu.usageNanoCores(), nanoCores);
    }

    /** Returns the predicted time of a swap reading. */
    static long swapTime(long usageBytes, long memoryTimeMillis) {
        return isPresent(usageBytes) ? memoryTimeMillis : ABSENT;
    }

    /** Writes a difference in zig-zag form, in which small negative numbers are short as well. */
    private void put(long value, long expected) {
        if (bytes.length - size < MOST_BYTES) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        long distance = value - expected;
        long left = (distance << 1) ^ (distance >> (Long.SIZE - 1));
        while (left >= MORE || left < 0) {
            bytes[size++] = (byte) (left | MORE);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }
}
