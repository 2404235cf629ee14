package io.kubestats.store.series;

import static io.kubestats.model.Reading.ABSENT;

import io.kubestats.model.CpuPoint;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;

/** A reader of rows, in the order in which {@link RowWriter} wrote them. Not thread-safe. */
final class RowReader {
    private static final int MORE = 0x80;

    private final Moment base;
    private final byte[] bytes;
    private int at;

    /** Creates a reader of rows with the same {@code base} as their writer, starting at the byte {@code at}. */
    RowReader(Moment base, byte[] bytes, int at) {
        this.base = base;
        this.bytes = bytes;
        this.at = at;
    }

    /** Reads a usage. */
    ResourceUsage usage() {
        long nanoCores = get(0);
        long memory = get(0);
        long timestamp = get(base.wallMillis());
        return new ResourceUsage(nanoCores, memory, timestamp, get(0));
    }

    /** Reads the point of a pod, and adds these details. */
    UsagePoint point(UsageDetail detail) {
        return point(base.wallMillis(), 0, detail);
    }

    /** Reads the point of a container with that usage, and adds these details. */
    UsagePoint point(ResourceUsage usage, UsageDetail detail) {
        return point(usage.timestampMillis(), usage.memoryBytes(), detail);
    }

    private UsagePoint point(long expectedMillis, long expectedBytes, UsageDetail detail) {
        long startTime = startTimeMillis();
        long cpuTime = get(expectedMillis);
        long coreNanoSeconds = get(0);
        long nanoCores = get(ABSENT);
        long memoryTime = get(cpuTime);
        long workingSet = get(expectedBytes);
        long swap = get(ABSENT);
        long swapTime = get(RowWriter.swapTime(swap, memoryTime));
        return new UsagePoint(
                startTime, cpuTime, coreNanoSeconds, nanoCores, memoryTime, workingSet, swapTime, swap, detail);
    }

    /** Reads the series that belongs to {@code point} and has that usage. */
    UsageSeries series(ResourceUsage usage, UsagePoint point) {
        long startTime = get(point.startTimeMillis());
        CpuPoint last = cpu(point.cpuTimeMillis(), point.usageCoreNanoSeconds(), point.usageNanoCores());
        CpuPoint candidate = cpu(last.timeMillis(), last.usageCoreNanoSeconds(), last.usageNanoCores());
        long baseTime = get(last.timeMillis());
        long baseCoreNanoSeconds = get(last.usageCoreNanoSeconds());
        long sampled = nanos();
        long memory = get(sampled);
        return new UsageSeries(
                startTime, baseTime, baseCoreNanoSeconds, candidate, last, usage, sampled, memory, get(0));
    }

    /** Reads the first number of a point, its start time. */
    long startTimeMillis() {
        return get(base.wallMillis());
    }

    /** Reads a number that was written with the same {@code expected}. */
    long number(long expected) {
        return get(expected);
    }

    /** Reads a reading of the ticker. */
    long nanos() {
        return get(base.nanos());
    }

    private CpuPoint cpu(long timeMillis, long coreNanoSeconds, long nanoCores) {
        return new CpuPoint(get(timeMillis), get(coreNanoSeconds), get(nanoCores));
    }

    private long get(long expected) {
        long read = bytes[at++];
        long found = read & (MORE - 1);
        for (int shift = 7; read < 0; shift += 7) {
            read = bytes[at++];
            found |= (read & (MORE - 1)) << shift;
        }
        return expected + ((found >>> 1) ^ -(found & 1));
    }
}
