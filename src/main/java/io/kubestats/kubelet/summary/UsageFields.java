package io.kubestats.kubelet.summary;

import io.kubestats.model.CpuPoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.Reading;
import io.kubestats.model.SwapPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import java.io.IOException;

/** A reusable holder for the fields that nodes, pods and containers have in common. Not thread-safe. */
final class UsageFields {
    private final SummaryTokens json;
    private final UsageReader usages;
    private final long receivedAtMillis;

    private long startTime;
    private UsageReader.Cpu cpu = UsageReader.Cpu.ABSENT;
    private UsageReader.Memory memory = UsageReader.Memory.ABSENT;
    private UsageReader.Swap swap = UsageReader.Swap.ABSENT;

    /**
     * Creates an empty holder.
     *
     * @param receivedAtMillis the time of samples without a timestamp
     */
    UsageFields(SummaryTokens json, UsageReader usages, long receivedAtMillis) {
        this.json = json;
        this.usages = usages;
        this.receivedAtMillis = receivedAtMillis;
    }

    void clear() {
        startTime = Reading.ABSENT;
        cpu = UsageReader.Cpu.ABSENT;
        memory = UsageReader.Memory.ABSENT;
        swap = UsageReader.Swap.ABSENT;
    }

    /** Reads the value of a shared field, or skips that of any other field. */
    void read(String field) throws IOException {
        switch (field) {
            case "startTime" -> startTime = json.time();
            case "cpu" -> cpu = usages.cpu();
            case "memory" -> memory = usages.memory();
            case "swap" -> swap = usages.swap();
            default -> json.skip();
        }
    }

    long startTime() {
        return startTime;
    }

    UsagePoint point() {
        return point(startTime);
    }

    /** Returns the point without the start time. */
    UsagePoint pointWithoutStart() {
        return point(Reading.ABSENT);
    }

    private UsagePoint point(long start) {
        if (memory.hasSumOfNothing() && swap.isZero()) {
            swap = UsageReader.Swap.ABSENT;
        }
        CpuPoint cpuPoint = cpu.point();
        MemoryPoint memoryPoint = memory.point();
        SwapPoint swapPoint = swap.point();
        long cpuTime = cpu.hasReadings()
                ? time(cpuPoint.timeMillis(), memoryPoint.timeMillis(), swapPoint.timeMillis())
                : cpuPoint.timeMillis();
        long memoryTime = memory.hasReadings()
                ? time(memoryPoint.timeMillis(), cpuPoint.timeMillis(), swapPoint.timeMillis())
                : memoryPoint.timeMillis();
        long swapTime = Reading.isPresent(swapPoint.usageBytes())
                ? time(swapPoint.timeMillis(), memoryPoint.timeMillis(), cpuPoint.timeMillis())
                : swapPoint.timeMillis();
        UsageDetail detail = new UsageDetail(
                cpuTime,
                cpu.pressure(),
                memoryTime,
                limit(memoryPoint.workingSetBytes(), memory.availableBytes()),
                memory.usageBytes(),
                memory.rssBytes(),
                memory.pageFaults(),
                memory.majorPageFaults(),
                memory.pressure(),
                limit(swapPoint.usageBytes(), swap.availableBytes()));
        return new UsagePoint(
                start,
                cpuTime,
                cpuPoint.usageCoreNanoSeconds(),
                cpuPoint.usageNanoCores(),
                Reading.isPresent(memoryPoint.workingSetBytes()) ? memoryTime : memoryPoint.timeMillis(),
                memoryPoint.workingSetBytes(),
                swapTime,
                swapPoint.usageBytes(),
                detail);
    }

    /** Returns the first present one of three times, or else the time of the response, as metrics-server does. */
    private long time(long own, long other, long third) {
        if (Reading.isPresent(own)) {
            return own;
        }
        if (Reading.isPresent(other)) {
            return other;
        }
        return Reading.isPresent(third) ? third : receivedAtMillis;
    }

    /** Returns used plus available; absent if either is. Both are bounded, so the sum cannot overflow. */
    private static long limit(long used, long available) {
        boolean known = Reading.isPresent(used) && Reading.isPresent(available);
        return known ? used + available : Reading.ABSENT;
    }
}
