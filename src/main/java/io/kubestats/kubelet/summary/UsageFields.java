package io.kubestats.kubelet.summary;

import io.kubestats.model.CpuPoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.Reading;
import io.kubestats.model.SwapPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import java.io.IOException;

/** The fields that nodes, pods and containers share, while one of them is read. Not thread-safe. */
final class UsageFields {
    private final SummaryTokens json;
    private final UsageReader usages;
    private final long receivedAtMillis;

    private long startTime;
    private UsageReader.Cpu cpu = UsageReader.Cpu.ABSENT;
    private UsageReader.Memory memory = UsageReader.Memory.ABSENT;
    private UsageReader.Swap swap = UsageReader.Swap.ABSENT;

    /** {@code receivedAtMillis} is the time of samples that have none. */
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

    /** Reads the value of {@code field} if it is one of these, or else passes over it. */
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

    /** The same without the start time. */
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

    /** The first of three times that is known; or else that of the answer, as metrics-server takes it. */
    private long time(long own, long other, long third) {
        if (Reading.isPresent(own)) {
            return own;
        }
        if (Reading.isPresent(other)) {
            return other;
        }
        return Reading.isPresent(third) ? third : receivedAtMillis;
    }

    /** No limit is known where the one or the other is not. Neither is so large that the sum overflows. */
    private static long limit(long used, long available) {
        boolean known = Reading.isPresent(used) && Reading.isPresent(available);
        return known ? used + available : Reading.ABSENT;
    }
}
