package io.kubestats.kubelet;

import io.kubestats.model.Anomaly;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.Reading;
import io.kubestats.model.SwapPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;

/** What {@code /metrics/resource} says of one node, pod or container, line by line. Not safe for several threads. */
final class ResourceFields {
    private long startTimeMillis = Reading.ABSENT;
    private long cpuTimeMillis = Reading.ABSENT;
    private long cpuNanoseconds = Reading.ABSENT;
    private long memoryTimeMillis = Reading.ABSENT;
    private long workingSetBytes = Reading.ABSENT;
    private long swapTimeMillis = Reading.ABSENT;
    private long swapBytes = Reading.ABSENT;

    /** Forgets what it knows. */
    void begin() {
        startTimeMillis = Reading.ABSENT;
        cpuTimeMillis = Reading.ABSENT;
        cpuNanoseconds = Reading.ABSENT;
        memoryTimeMillis = Reading.ABSENT;
        workingSetBytes = Reading.ABSENT;
        swapTimeMillis = Reading.ABSENT;
        swapBytes = Reading.ABSENT;
    }

    void cpu(long nanoseconds, long timeMillis, AnomalyCounts anomalies) {
        if (isNewest(cpuNanoseconds, cpuTimeMillis, timeMillis, anomalies)) {
            cpuNanoseconds = nanoseconds;
            cpuTimeMillis = timeMillis;
        }
    }

    void workingSet(long bytes, long timeMillis, AnomalyCounts anomalies) {
        if (isNewest(workingSetBytes, memoryTimeMillis, timeMillis, anomalies)) {
            workingSetBytes = bytes;
            memoryTimeMillis = timeMillis;
        }
    }

    void swap(long bytes, long timeMillis, AnomalyCounts anomalies) {
        if (isNewest(swapBytes, swapTimeMillis, timeMillis, anomalies)) {
            swapBytes = bytes;
            swapTimeMillis = timeMillis;
        }
    }

    /** Of two containers with one name, the newer counts. */
    void startTime(long millis, AnomalyCounts anomalies) {
        if (isNewest(startTimeMillis, startTimeMillis, millis, anomalies)) {
            startTimeMillis = millis;
        }
    }

    UsagePoint point() {
        CpuPoint cpu = Reading.isPresent(cpuNanoseconds)
                ? new CpuPoint(cpuTimeMillis, cpuNanoseconds, Reading.ABSENT)
                : CpuPoint.ABSENT;
        MemoryPoint memory = Reading.isPresent(workingSetBytes)
                ? new MemoryPoint(memoryTimeMillis, workingSetBytes)
                : MemoryPoint.ABSENT;
        SwapPoint swap = Reading.isPresent(swapBytes) ? new SwapPoint(swapTimeMillis, swapBytes) : SwapPoint.ABSENT;
        return new UsagePoint(startTimeMillis, cpu, memory, swap, UsageDetail.ABSENT);
    }

    private static boolean isNewest(long held, long heldTime, long time, AnomalyCounts anomalies) {
        if (!Reading.isPresent(held)) {
            return true;
        }
        anomalies.add(Anomaly.DUPLICATE);
        return time > heldTime;
    }
}
