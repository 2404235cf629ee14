package io.kubestats.kubelet;

import io.kubestats.model.Reading;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import java.io.IOException;

/** The fields that nodes, pods and containers share, while one of them is read. Not safe for several threads. */
final class UsageFields {
    private static final int CPU = 1;
    private static final int MEMORY = 2;
    private static final int SWAP = 4;

    private final SummaryTokens json;
    private final UsageReader usages;

    private int seen;
    private long startTime;
    private UsageReader.Cpu cpu = UsageReader.Cpu.ABSENT;
    private UsageReader.Memory memory = UsageReader.Memory.ABSENT;
    private UsageReader.Swap swap = UsageReader.Swap.ABSENT;

    UsageFields(SummaryTokens json, UsageReader usages) {
        this.json = json;
        this.usages = usages;
    }

    void clear() {
        seen = 0;
        startTime = Reading.ABSENT;
        cpu = UsageReader.Cpu.ABSENT;
        memory = UsageReader.Memory.ABSENT;
        swap = UsageReader.Swap.ABSENT;
    }

    /** Reads the value of {@code field} if it is one of these, or else passes over it. */
    void read(String field) throws IOException {
        switch (field) {
            case "startTime" -> startTime = json.time();
            case "cpu" -> {
                seen = json.once(seen, CPU);
                cpu = usages.cpu();
            }
            case "memory" -> {
                seen = json.once(seen, MEMORY);
                memory = usages.memory();
            }
            case "swap" -> {
                seen = json.once(seen, SWAP);
                swap = usages.swap();
            }
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
        UsageDetail detail = new UsageDetail(
                cpu.point().timeMillis(),
                cpu.pressure(),
                memory.point().timeMillis(),
                limit(memory.point().workingSetBytes(), memory.availableBytes()),
                memory.usageBytes(),
                memory.rssBytes(),
                memory.pageFaults(),
                memory.majorPageFaults(),
                memory.pressure(),
                limit(swap.point().usageBytes(), swap.availableBytes()));
        return new UsagePoint(start, cpu.point(), memory.point(), swap.point(), detail);
    }

    /** No limit is told where the one or the other is not, or where no number holds it. */
    private static long limit(long used, long available) {
        boolean known = Reading.isPresent(used) && Reading.isPresent(available) && used <= Long.MAX_VALUE - available;
        return known ? used + available : Reading.ABSENT;
    }
}
