package io.kubestats.kubelet;

import io.kubestats.model.CpuPoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.Reading;
import io.kubestats.model.SwapPoint;
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
    private CpuPoint cpu = CpuPoint.ABSENT;
    private MemoryPoint memory = MemoryPoint.ABSENT;
    private SwapPoint swap = SwapPoint.ABSENT;

    UsageFields(SummaryTokens json, UsageReader usages) {
        this.json = json;
        this.usages = usages;
    }

    void clear() {
        seen = 0;
        startTime = Reading.ABSENT;
        cpu = CpuPoint.ABSENT;
        memory = MemoryPoint.ABSENT;
        swap = SwapPoint.ABSENT;
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
        return new UsagePoint(startTime, cpu, memory, swap);
    }

    /** The same without the start time. */
    UsagePoint pointWithoutStart() {
        return new UsagePoint(Reading.ABSENT, cpu, memory, swap);
    }
}
