package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.SummaryNumber;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.PressureAverages;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import io.kubestats.model.SwapPoint;
import java.io.IOException;

/** A reader of the blocks for CPU, memory, swap and I/O, including their pressure. Not thread-safe. */
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
                case "usageNanoCores" -> usageNanoCores = json.number(SummaryNumber.NANO_CORES);
                case "usageCoreNanoSeconds" -> usageCoreNanoSeconds = json.number(SummaryNumber.COUNTER);
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
                case "availableBytes" -> available = json.number(SummaryNumber.LEFT);
                case "usageBytes" -> usage = json.number(SummaryNumber.AMOUNT);
                case "workingSetBytes" -> workingSet = json.number(SummaryNumber.AMOUNT);
                case "rssBytes" -> rss = json.number(SummaryNumber.AMOUNT);
                case "pageFaults" -> pageFaults = json.number(SummaryNumber.COUNTER);
                case "majorPageFaults" -> majorPageFaults = json.number(SummaryNumber.COUNTER);
                case "psi" -> pressure = pressures.psi();
                default -> json.skip();
            }
        }
        MemoryPoint point = new MemoryPoint(time, workingSet);
        if (usage == 0 && workingSet > 0) {
            return Memory.ofWorkingSet(point, available, rss, pageFaults, majorPageFaults, pressure);
        }
        return new Memory(point, available, usage, rss, pageFaults, majorPageFaults, pressure, false);
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
                case "swapUsageBytes" -> usage = json.number(SummaryNumber.AMOUNT);
                case "swapAvailableBytes" -> available = json.number(SummaryNumber.LEFT);
                default -> json.skip();
            }
        }
        return new Swap(new SwapPoint(time, usage), available);
    }

    /** Reads the block {@code io}, which holds only pressure. */
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

    /** Sets whether pressure averages of the next blocks are kept; only those of the node are. */
    void keepAverages(boolean keep) {
        pressures.keepAverages(keep);
    }

    /** Returns the pressure averages of the last block and clears them. */
    PressureAverages takeAverages() {
        return pressures.takeAverages();
    }

    /** The block {@code cpu}. */
    record Cpu(CpuPoint point, PressurePoint pressure) {
        static final Cpu ABSENT = new Cpu(CpuPoint.ABSENT, PressurePoint.ABSENT);

        /** Returns whether there is any sample that needs a timestamp. */
        boolean hasReadings() {
            return Reading.isPresent(point.usageCoreNanoSeconds())
                    || Reading.isPresent(point.usageNanoCores())
                    || !pressure.equals(PressurePoint.ABSENT);
        }
    }

    /**
     * The block {@code memory}.
     *
     * @param hasSumOfNothing whether its zeros were empty sums, which are absent
     */
    record Memory(
            MemoryPoint point,
            long availableBytes,
            long usageBytes,
            long rssBytes,
            long pageFaults,
            long majorPageFaults,
            PressurePoint pressure,
            boolean hasSumOfNothing) {
        static final Memory ABSENT = new Memory(
                MemoryPoint.ABSENT,
                Reading.ABSENT,
                Reading.ABSENT,
                Reading.ABSENT,
                Reading.ABSENT,
                Reading.ABSENT,
                PressurePoint.ABSENT,
                false);

        /**
         * Creates a block that sums containers which report only their working set, as on Windows. Usage cannot be
         * below the working set, so its zero and all other zeros are empty sums and become absent.
         */
        static Memory ofWorkingSet(
                MemoryPoint point,
                long availableBytes,
                long rssBytes,
                long pageFaults,
                long majorPageFaults,
                PressurePoint pressure) {
            return new Memory(
                    point,
                    unlessZero(availableBytes),
                    Reading.ABSENT,
                    unlessZero(rssBytes),
                    unlessZero(pageFaults),
                    unlessZero(majorPageFaults),
                    pressure,
                    true);
        }

        private static long unlessZero(long reading) {
            return reading == 0 ? Reading.ABSENT : reading;
        }

        /** Returns whether there is any sample that needs a timestamp. */
        boolean hasReadings() {
            return Reading.isPresent(point.workingSetBytes())
                    || Reading.isPresent(availableBytes)
                    || Reading.isPresent(usageBytes)
                    || Reading.isPresent(rssBytes)
                    || Reading.isPresent(pageFaults)
                    || Reading.isPresent(majorPageFaults)
                    || !pressure.equals(PressurePoint.ABSENT);
        }
    }

    /** The block {@code swap}. */
    record Swap(SwapPoint point, long availableBytes) {
        static final Swap ABSENT = new Swap(SwapPoint.ABSENT, Reading.ABSENT);

        /** Returns whether neither usage nor available swap is positive. */
        boolean isZero() {
            return point.usageBytes() <= 0 && availableBytes <= 0;
        }
    }
}
