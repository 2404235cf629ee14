package io.kubestats.kubelet.resource;

import io.kubestats.model.Reading;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;

/**
 * The samples of one node, pod or container, collected from the lines of {@code /metrics/resource}. Two lines with
 * equal labels and different values belong to two runs that cannot be distinguished: a conflict. Not thread-safe.
 */
final class ResourceFields {
    private long startTimeMillis = Reading.ABSENT;
    private long cpuTimeMillis = Reading.ABSENT;
    private long cpuNanoseconds = Reading.ABSENT;
    private long memoryTimeMillis = Reading.ABSENT;
    private long workingSetBytes = Reading.ABSENT;
    private long swapTimeMillis = Reading.ABSENT;
    private long swapBytes = Reading.ABSENT;
    private boolean conflict;

    /** Clears all samples. */
    void begin() {
        startTimeMillis = Reading.ABSENT;
        cpuTimeMillis = Reading.ABSENT;
        cpuNanoseconds = Reading.ABSENT;
        memoryTimeMillis = Reading.ABSENT;
        workingSetBytes = Reading.ABSENT;
        swapTimeMillis = Reading.ABSENT;
        swapBytes = Reading.ABSENT;
        conflict = false;
    }

    void cpu(long nanoseconds, long timeMillis) {
        conflict |= differs(cpuNanoseconds, nanoseconds);
        cpuNanoseconds = nanoseconds;
        cpuTimeMillis = Math.max(cpuTimeMillis, timeMillis);
    }

    void workingSet(long bytes, long timeMillis) {
        conflict |= differs(workingSetBytes, bytes);
        workingSetBytes = bytes;
        memoryTimeMillis = Math.max(memoryTimeMillis, timeMillis);
    }

    void swap(long bytes, long timeMillis) {
        conflict |= differs(swapBytes, bytes);
        swapBytes = bytes;
        swapTimeMillis = Math.max(swapTimeMillis, timeMillis);
    }

    void startTime(long millis) {
        conflict |= differs(startTimeMillis, millis);
        startTimeMillis = millis;
    }

    /** Returns whether two lines contradict each other. */
    boolean hasConflict() {
        return conflict;
    }

    UsagePoint point() {
        return new UsagePoint(
                startTimeMillis,
                time(cpuNanoseconds, cpuTimeMillis),
                cpuNanoseconds,
                Reading.ABSENT,
                time(workingSetBytes, memoryTimeMillis),
                workingSetBytes,
                time(swapBytes, swapTimeMillis),
                swapBytes,
                UsageDetail.ABSENT);
    }

    private static long time(long reading, long timeMillis) {
        return Reading.isPresent(reading) ? timeMillis : Reading.ABSENT;
    }

    private static boolean differs(long held, long value) {
        return Reading.isPresent(held) && held != value;
    }
}
