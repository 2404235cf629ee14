package io.kubestats.store;

import static io.kubestats.model.Reading.ABSENT;

import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.UsagePoint;
import java.util.Comparator;
import java.util.List;

/**
 * What is kept of one pod.
 *
 * @param point its last points, both lanes joined
 * @param containers the series of each container of {@code point}, in the same order; empty ones for those not running
 * @param usage what is served; without containers while that is not known
 * @param toldNanos when the sample behind {@code usage} that was not told the longest was last told, by our ticker
 */
record PodSeries(PodPoint point, List<UsageSeries> containers, PodUsage usage, long toldNanos) {
    /** Stands for a usage that is not known. */
    static final PodUsage UNKNOWN = new PodUsage(new PodRef("", "", ""), ABSENT, ABSENT, ABSENT, List.of());

    /** No pod. */
    static final PodSeries NONE = new PodSeries(
            new PodPoint(UNKNOWN.ref(), UsagePoint.ABSENT, List.of(), PodDetail.ABSENT), List.of(), UNKNOWN, 0);

    /** By namespace, then name, as the Metrics API lists pods. */
    static final Comparator<PodRef> BY_NAME =
            Comparator.comparing(PodRef::namespace).thenComparing(PodRef::name);

    PodRef ref() {
        return point.ref();
    }

    boolean isKnown() {
        return !usage.containers().isEmpty();
    }

    PodSeries withPoint(PodPoint newPoint) {
        return new PodSeries(newPoint, containers, usage, toldNanos);
    }
}
