package io.kubestats.store;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.CpuPoint;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;

/**
 * Reads what {@link RowWriter} has written, in the same order. It goes to the next row and keeps its numbers, of which
 * objects are made only when they are asked for: who wants a usage wants none of the rest. Not safe for threads.
 */
final class RowReader {
    private static final int MORE = 0x80;

    private final Moment base;
    private final byte[] bytes;
    private int at;

    // The point.
    private long startTimeMillis;
    private long cpuTimeMillis;
    private long coreNanoSeconds;
    private long cpuNanoCores;
    private long memoryTimeMillis;
    private long workingSetBytes;
    private long swapUsageBytes;
    private long swapTimeMillis;

    // The series.
    private long seriesStartMillis;
    private long lastTimeMillis;
    private long lastCoreNanoSeconds;
    private long lastNanoCores;
    private long candidateTimeMillis;
    private long candidateCoreNanoSeconds;
    private long candidateNanoCores;
    private long baseTimeMillis;
    private long baseCoreNanoSeconds;
    private long usageNanoCores;
    private long usageMemoryBytes;
    private long usageTimestampMillis;
    private long usageWindowMillis;
    private long toldNanos;
    private long memoryNanos;

    /** A reader of what was written by a writer of the same {@code base}, from the byte {@code at} on. */
    RowReader(Moment base, byte[] bytes, int at) {
        this.base = base;
        this.bytes = bytes;
        this.at = at;
    }

    /** Goes to the next point. */
    void nextPoint() {
        startTimeMillis = next(base.wallMillis());
        cpuTimeMillis = next(base.wallMillis());
        coreNanoSeconds = next(0);
        cpuNanoCores = next(ABSENT);
        memoryTimeMillis = next(cpuTimeMillis);
        workingSetBytes = next(0);
        swapUsageBytes = next(ABSENT);
        swapTimeMillis = next(RowWriter.swapTime(swapUsageBytes, memoryTimeMillis));
    }

    /** Goes to the next series, which belongs to the point before it. */
    void nextSeries() {
        seriesStartMillis = next(startTimeMillis);
        lastTimeMillis = next(cpuTimeMillis);
        lastCoreNanoSeconds = next(coreNanoSeconds);
        lastNanoCores = next(cpuNanoCores);
        candidateTimeMillis = next(lastTimeMillis);
        candidateCoreNanoSeconds = next(lastCoreNanoSeconds);
        candidateNanoCores = next(lastNanoCores);
        baseTimeMillis = next(lastTimeMillis);
        baseCoreNanoSeconds = next(lastCoreNanoSeconds);
        usageNanoCores = next(0);
        usageMemoryBytes = next(workingSetBytes);
        usageTimestampMillis = next(lastTimeMillis);
        usageWindowMillis = next(lastTimeMillis - baseTimeMillis);
        toldNanos = nextNanos();
        memoryNanos = next(toldNanos);
    }

    /** The next count of the ticker. */
    long nextNanos() {
        return next(base.nanos());
    }

    /** When the point says that its container or pod started. */
    long startTimeMillis() {
        return startTimeMillis;
    }

    /** The point, with these details. */
    UsagePoint point(UsageDetail detail) {
        return new UsagePoint(
                startTimeMillis,
                cpuTimeMillis,
                coreNanoSeconds,
                cpuNanoCores,
                memoryTimeMillis,
                workingSetBytes,
                swapTimeMillis,
                swapUsageBytes,
                detail);
    }

    UsageSeries series() {
        return new UsageSeries(
                seriesStartMillis,
                baseTimeMillis,
                baseCoreNanoSeconds,
                new CpuPoint(candidateTimeMillis, candidateCoreNanoSeconds, candidateNanoCores),
                new CpuPoint(lastTimeMillis, lastCoreNanoSeconds, lastNanoCores),
                usage(),
                toldNanos,
                memoryNanos);
    }

    /** Whether the series has a usage. */
    boolean isKnown() {
        return isPresent(usageNanoCores);
    }

    /** The usage of the series. */
    ResourceUsage usage() {
        return new ResourceUsage(usageNanoCores, usageMemoryBytes, usageTimestampMillis, usageWindowMillis);
    }

    private long next(long expected) {
        long read = bytes[at++];
        long found = read & (MORE - 1);
        for (int shift = 7; read < 0; shift += 7) {
            read = bytes[at++];
            found |= (read & (MORE - 1)) << shift;
        }
        return expected + ((found >>> 1) ^ -(found & 1));
    }
}
