package io.kubestats.store.intake;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.Anomaly;
import io.kubestats.model.UsagePoint;

/**
 * A reading whose CPU counter continues the counter that readers have seen. Within one run it never falls because of
 * the limited precision of a response, and never grows faster than the node allows.
 *
 * @param point the reading, with the counter as it is served
 * @param startTimeMillis start of the run; absent where the forms of the response disagree about it, as for a node
 * @param restart whether it is the first reading of a new run
 * @param leapt whether no rate can be calculated between this reading and the previous one
 * @param leaps CPU time that the counter gained in leaps, which is not served
 */
record GuardedReading(UsagePoint point, long startTimeMillis, boolean restart, boolean leapt, long leaps) {
    /**
     * Returns the guarded form of a reading.
     *
     * <p>After a leap, the served counter excludes the leap. The counter of another container leaps too, and returns
     * with the next response; the memory in a leaping reading is therefore not used either.
     */
    static GuardedReading of(
            HeldCounter held,
            UsagePoint before,
            UsagePoint reading,
            boolean restart,
            CpuBound bound,
            IntakeFindings findings) {
        long count = reading.usageCoreNanoSeconds();
        // A count of 0 may mean "not measured", so growth from it has no meaning.
        if (restart || !isPresent(count) || held.coreNanoSeconds() <= 0) {
            return new GuardedReading(reading, reading.startTimeMillis(), restart, false, restart ? 0 : held.leaps());
        }
        long shown = count - held.leaps();
        long growth = shown - held.coreNanoSeconds();
        if (growth < 0) {
            if (-growth <= HeldCounter.precision(held.coreNanoSeconds())) {
                return counted(reading, held.coreNanoSeconds(), false, held.leaps());
            }
            return counted(reading, count, held.leaps() > 0 && count > 0, count == 0 ? held.leaps() : 0);
        }
        long elapsed = reading.cpuTimeMillis() - held.timeMillis();
        if (elapsed < 0 || bound.allowsGrowth(growth, elapsed)) {
            return counted(reading, shown, false, held.leaps());
        }
        findings.count(Anomaly.IMPLAUSIBLE);
        UsagePoint without = new UsagePoint(
                reading.startTimeMillis(),
                reading.cpuTimeMillis(),
                held.coreNanoSeconds(),
                ABSENT,
                before.memoryTimeMillis(),
                before.workingSetBytes(),
                before.swapTimeMillis(),
                before.swapUsageBytes(),
                before.detail());
        return new GuardedReading(without, reading.startTimeMillis(), false, true, held.leaps() + growth);
    }

    private static GuardedReading counted(UsagePoint reading, long count, boolean leapt, long leaps) {
        UsagePoint point = count == reading.usageCoreNanoSeconds() ? reading : reading.withCoreNanoSeconds(count);
        return new GuardedReading(point, reading.startTimeMillis(), false, leapt, leaps);
    }

    /** Returns the same reading for an object whose runs are distinguished by the counter alone. */
    GuardedReading withoutStart() {
        return new GuardedReading(point, ABSENT, restart, leapt, leaps);
    }
}
