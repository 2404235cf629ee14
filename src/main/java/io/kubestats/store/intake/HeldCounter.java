package io.kubestats.store.intake;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.UsagePoint;
import io.kubestats.store.series.UsageSeries;

/**
 * The cumulative CPU counter that readers have seen last.
 *
 * @param coreNanoSeconds the count, without leaps; absent before the first reading
 * @param timeMillis time of measurement by the kubelet
 * @param leaps CPU time that the kubelet's counter gained in leaps, which is not served
 */
record HeldCounter(long coreNanoSeconds, long timeMillis, long leaps) {
    /** The absence of a counter. */
    static final HeldCounter NONE = new HeldCounter(ABSENT, ABSENT, 0);

    /**
     * {@code /metrics/resource} has seconds as a double with 53 bits, the result of a division. A count can therefore
     * differ from the whole nanoseconds of the Summary by a few units in the last place.
     */
    private static final int PRECISION_BITS = 50;

    static HeldCounter of(UsagePoint point, long leaps) {
        return new HeldCounter(point.usageCoreNanoSeconds(), point.cpuTimeMillis(), leaps);
    }

    static HeldCounter of(UsageSeries series) {
        boolean newest = isPresent(series.last().usageCoreNanoSeconds());
        return new HeldCounter(
                series.lastCoreNanoSeconds(),
                newest ? series.last().timeMillis() : series.candidate().timeMillis(),
                series.leaps());
    }

    /** Returns the largest difference at which two counts, one of each form, can be the same reading. */
    static long precision(long coreNanoSeconds) {
        return (coreNanoSeconds >>> PRECISION_BITS) + 1;
    }

    /** Returns whether {@code reading} can be a later count of this counter, without a fall or leap. */
    boolean continuesWith(UsagePoint reading, CpuBound bound) {
        if (!isPresent(coreNanoSeconds)
                || !isPresent(reading.usageCoreNanoSeconds())
                || !isPresent(timeMillis)
                || !isPresent(reading.cpuTimeMillis())) {
            return false;
        }
        long growth = reading.usageCoreNanoSeconds() - leaps - coreNanoSeconds;
        long elapsed = Math.max(0, reading.cpuTimeMillis() - timeMillis);
        return growth >= -precision(coreNanoSeconds) && (growth <= 0 || bound.allowsGrowth(growth, elapsed));
    }
}
