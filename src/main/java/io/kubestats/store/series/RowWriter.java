package io.kubestats.store.series;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.CpuPoint;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.UsagePoint;
import java.util.Arrays;

/**
 * Writes points and series as rows of bytes. Each number is written as its distance from what {@link RowReader} would
 * expect there, seven bits to a byte, the lowest first: most of a row says what another number of it has said already,
 * so that it takes a quarter of the room. Can be used again and again. Not thread-safe.
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
     * Forgets what was written.
     *
     * @param nextBase near the times that will be written
     */
    void begin(Moment nextBase) {
        base = nextBase;
        size = 0;
        rows = 0;
    }

    /** What is written from here on belongs to the next row. */
    void beginRow() {
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, rows * 2);
        }
        starts[rows++] = size;
    }

    /** How many bytes the rows take. */
    int neededBytes() {
        return size + rows * PackedRows.START_BYTES;
    }

    /** The rows, in an array of {@link #neededBytes} or more. */
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
        nanos(series.toldNanos());
        put(series.memoryNanos(), series.toldNanos());
        put(series.leaps(), 0);
    }

    /** Writes a number that is most often {@code expected}. */
    void number(long number, long expected) {
        put(number, expected);
    }

    /** Writes a count of the ticker. */
    void nanos(long nanos) {
        put(nanos, base.nanos());
    }

    private void cpu(CpuPoint cpu, long timeMillis, long coreNanoSeconds, long nanoCores) {
        put(cpu.timeMillis(), timeMillis);
        put(cpu.usageCoreNanoSeconds(), coreNanoSeconds);
        put(cpu.usageNanoCores(), nanoCores);
    }

    /** When swap is expected to be measured, if so much of it is in use. */
    static long swapTime(long usageBytes, long memoryTimeMillis) {
        return isPresent(usageBytes) ? memoryTimeMillis : ABSENT;
    }

    /** The sign goes to the lowest bit, so that small distances are short on both sides. */
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
