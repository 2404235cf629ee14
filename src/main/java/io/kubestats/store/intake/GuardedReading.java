package io.kubestats.store.intake;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.Anomaly;
import io.kubestats.model.UsagePoint;

/**
 * A reading whose CPU counter continues the one that readers have seen: within one run it never falls by less than the
 * precision of the answer's form, and never grows by more than the node can do.
 *
 * @param point the reading, with the counter as it is shown
 * @param startTimeMillis when the run began; absent where the forms of the answer disagree about it, as for a node
 * @param restart whether it is the first of a new run
 * @param leapt whether no rate can be taken between this reading and the one before
 * @param leaps CPU time that is not shown, since the counter gained it in leaps
 */
record GuardedReading(UsagePoint point, long startTimeMillis, boolean restart, boolean leapt, long leaps) {
    /**
     * Guards a reading.
     *
     * <p>After a leap the counter is shown without what it leapt by. Readings of another container's counter leap too,
     * and come back with the next answer: what a leaping reading says of memory is therefore not taken either.
     */
    static GuardedReading of(
            HeldCounter held,
            UsagePoint before,
            UsagePoint reading,
            boolean restart,
            CpuBound bound,
            IntakeFindings findings) {
        long count = reading.usageCoreNanoSeconds();
        // A count of 0 may stand for "not measured", so growth from it says nothing.
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

    /** Returns the same reading of something whose counter alone says when a run ends. */
    GuardedReading withoutStart() {
        return new GuardedReading(point, ABSENT, restart, leapt, leaps);
    }
}
