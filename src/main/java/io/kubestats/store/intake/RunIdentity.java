package io.kubestats.store.intake;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.UsagePoint;

/** The relation of a reading to the run of a container, or of a pod's cgroup, that is held. */
enum RunIdentity {
    /** A later reading of the run that is held. */
    SAME,
    /** The first reading of a later run. */
    NEW,
    /** A reading of a run before the one that is held. */
    EARLIER;

    /** Start times of one run differ by less, since the forms of the answer cut off different parts of a second. */
    private static final long SAME_START_MILLIS = 1_000;

    /** A run at least this old that has not become younger was not restarted, though its start time moved. */
    private static final long OLD_ENOUGH_MILLIS = 300_000;

    /**
     * Compares by start time; where that moved, a counter that continues is the better sign. The start moves without a
     * restart where a runtime derives it from a clock that was set (kubernetes/kubernetes#104445).
     *
     * @param counter the held counter
     */
    static RunIdentity of(UsagePoint held, HeldCounter counter, UsagePoint reading, CpuBound bound) {
        long heldStart = held.startTimeMillis();
        long start = reading.startTimeMillis();
        if (!isPresent(heldStart) || !isPresent(start) || Math.abs(start - heldStart) < SAME_START_MILLIS) {
            return SAME;
        }
        // A later start and a higher count are no new run either: readers would take the difference for use.
        CpuBound allowed = start > heldStart ? CpuBound.ANY : bound;
        if (counter.continuesWith(reading, allowed) && couldRunBefore(held, counter, reading)) {
            return SAME;
        }
        return start > heldStart ? NEW : EARLIER;
    }

    /** Whether the run of the reading can have been there when the held counter was read. */
    private static boolean couldRunBefore(UsagePoint held, HeldCounter counter, UsagePoint reading) {
        long age = counter.timeMillis() - held.startTimeMillis();
        return reading.startTimeMillis() <= counter.timeMillis()
                || (age >= OLD_ENOUGH_MILLIS
                        && reading.cpuTimeMillis() - reading.startTimeMillis() >= age - SAME_START_MILLIS);
    }
}
