package io.kubestats.kubelet;

import io.kubestats.model.CpuPoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.PressureAverages;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import io.kubestats.model.SwapPoint;
import java.io.IOException;

/** Reads CPU, memory, swap, I/O and the pressure within each. Not safe for several threads. */
final class UsageReader {
    private final SummaryTokens json;
    private final PressureReader pressures;

    UsageReader(SummaryTokens json) {
        this.json = json;
        this.pressures = new PressureReader(json);
    }

    Cpu cpu() throws IOException {
        if (!json.enterObject()) {
            return Cpu.ABSENT;
        }
        long time = Reading.ABSENT;
        long usageCoreNanoSeconds = Reading.ABSENT;
        long usageNanoCores = Reading.ABSENT;
        PressurePoint pressure = PressurePoint.ABSENT;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "time" -> time = json.time();
                case "usageNanoCores" -> usageNanoCores = json.number();
                case "usageCoreNanoSeconds" -> usageCoreNanoSeconds = json.number();
                case "psi" -> pressure = pressures.psi();
                default -> json.skip();
            }
        }
        return new Cpu(new CpuPoint(time, usageCoreNanoSeconds, usageNanoCores), pressure);
    }

    Memory memory() throws IOException {
        if (!json.enterObject()) {
            return Memory.ABSENT;
        }
        long time = Reading.ABSENT;
        long available = Reading.ABSENT;
        long usage = Reading.ABSENT;
        long workingSet = Reading.ABSENT;
        long rss = Reading.ABSENT;
        long pageFaults = Reading.ABSENT;
        long majorPageFaults = Reading.ABSENT;
        PressurePoint pressure = PressurePoint.ABSENT;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "time" -> time = json.time();
                case "availableBytes" -> available = json.available();
                case "usageBytes" -> usage = json.number();
                case "workingSetBytes" -> workingSet = json.number();
                case "rssBytes" -> rss = json.number();
                case "pageFaults" -> pageFaults = json.number();
                case "majorPageFaults" -> majorPageFaults = json.number();
                case "psi" -> pressure = pressures.psi();
                default -> json.skip();
            }
        }
        MemoryPoint point = new MemoryPoint(time, workingSet);
        return new Memory(point, available, usage, rss, pageFaults, majorPageFaults, pressure);
    }

    Swap swap() throws IOException {
        if (!json.enterObject()) {
            return Swap.ABSENT;
        }
        long time = Reading.ABSENT;
        long usage = Reading.ABSENT;
        long available = Reading.ABSENT;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "time" -> time = json.time();
                case "swapUsageBytes" -> usage = json.number();
                case "swapAvailableBytes" -> available = json.available();
                default -> json.skip();
            }
        }
        return new Swap(new SwapPoint(time, usage), available);
    }

    /** The {@code io} block carries pressure and nothing else. */
    PressurePoint io() throws IOException {
        PressurePoint pressure = PressurePoint.ABSENT;
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                if (field.equals("psi")) {
                    pressure = pressures.psi();
                } else {
                    json.skip();
                }
            }
        }
        return pressure;
    }

    /** Whether the averages of the next blocks are read; the node's alone are kept. */
    void keepAverages(boolean keep) {
        pressures.keepAverages(keep);
    }

    /** The averages of the block that was read last; then they are forgotten. */
    PressureAverages takeAverages() {
        return pressures.takeAverages();
    }

    /** The block {@code cpu}. */
    record Cpu(CpuPoint point, PressurePoint pressure) {
        static final Cpu ABSENT = new Cpu(CpuPoint.ABSENT, PressurePoint.ABSENT);
    }

    /** The block {@code memory}. */
    record Memory(
            MemoryPoint point,
            long availableBytes,
            long usageBytes,
            long rssBytes,
            long pageFaults,
            long majorPageFaults,
            PressurePoint pressure) {
        static final Memory ABSENT = new Memory(
                MemoryPoint.ABSENT,
                Reading.ABSENT,
                Reading.ABSENT,
                Reading.ABSENT,
                Reading.ABSENT,
                Reading.ABSENT,
                PressurePoint.ABSENT);
    }

    /** The block {@code swap}. */
    record Swap(SwapPoint point, long availableBytes) {
        static final Swap ABSENT = new Swap(SwapPoint.ABSENT, Reading.ABSENT);
    }
}
