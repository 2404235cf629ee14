package io.kubestats.store.intake;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.UsagePoint;
import io.kubestats.store.series.UsageSeries;

/**
 * A cumulative CPU counter as readers have seen it last.
 *
 * @param coreNanoSeconds its count, without leaps; absent if none is held
 * @param timeMillis when the kubelet measured it
 * @param leaps CPU time that the kubelet's counter has gained in leaps, which are not shown
 */
record HeldCounter(long coreNanoSeconds, long timeMillis, long leaps) {
    /** No counter. */
    static final HeldCounter NONE = new HeldCounter(ABSENT, ABSENT, 0);

    /**
     * {@code /metrics/resource} writes seconds as a double, which has 53 bits, after a division: a count read there can
     * differ from the Summary's whole nanoseconds by a few units of the last of them.
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

    /** Returns the difference up to which two counts, one of each form, can be the same reading. */
    static long precision(long coreNanoSeconds) {
        return (coreNanoSeconds >>> PRECISION_BITS) + 1;
    }

    /** Returns whether {@code reading} can be a later count of this counter: it does not fall, nor leap. */
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
