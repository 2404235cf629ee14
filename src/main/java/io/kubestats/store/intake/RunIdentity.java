package io.kubestats.store.intake;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.UsagePoint;

/** The relation of a reading to the stored run of a container or of a pod's cgroup. */
enum RunIdentity {
    /** A later reading of the stored run. */
    SAME,
    /** The first reading of a later run. */
    NEW,
    /** A reading of a run before the stored one. */
    EARLIER;

    /** Start times of one run differ by less, since the forms of the response truncate them differently. */
    private static final long SAME_START_MILLIS = 1_000;

    /** A run of at least this age that has not become younger was not restarted, though its start time changed. */
    private static final long OLD_ENOUGH_MILLIS = 300_000;

    /**
     * Compares by start time. If that changed, a counter that continues is the stronger sign: the start time changes
     * without a restart where a runtime derives it from a clock that was set (kubernetes/kubernetes#104445).
     *
     * @param counter the stored counter
     */
    static RunIdentity of(UsagePoint held, HeldCounter counter, UsagePoint reading, CpuBound bound) {
        long heldStart = held.startTimeMillis();
        long start = reading.startTimeMillis();
        if (!isPresent(heldStart) || !isPresent(start) || Math.abs(start - heldStart) < SAME_START_MILLIS) {
            return SAME;
        }
        // A later start with a higher count is no new run either, because clients would take the difference for usage.
        CpuBound allowed = start > heldStart ? CpuBound.ANY : bound;
        if (counter.continuesWith(reading, allowed) && couldRunBefore(held, counter, reading)) {
            return SAME;
        }
        return start > heldStart ? NEW : EARLIER;
    }

    /** Returns whether the run of the reading can have existed when the stored counter was read. */
    private static boolean couldRunBefore(UsagePoint held, HeldCounter counter, UsagePoint reading) {
        long age = counter.timeMillis() - held.startTimeMillis();
        return reading.startTimeMillis() <= counter.timeMillis()
                || (age >= OLD_ENOUGH_MILLIS
                        && reading.cpuTimeMillis() - reading.startTimeMillis() >= age - SAME_START_MILLIS);
    }
}
