package io.kubestats.store.series;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.UsagePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The series of one pod.
 *
 * @param point its last points, both lanes joined
 * @param containers the series of each container of {@code point}, in the same order; empty ones for those not running
 * @param carried what is served of an earlier answer while the usage of a running container is not known
 * @param toldNanos when the sample behind its usage that was not told the longest was last told, by our ticker
 * @param listed the kinds of answers whose last one lists the pod: a set of {@link #BY_SUMMARY} and
 *     {@link #BY_RESOURCE_METRICS}
 * @param leaps CPU time that the counter of the pod's own cgroup gained in leaps, which are not shown
 */
public record PodSeries(
        PodPoint point,
        List<UsageSeries> containers,
        Optional<PodUsage> carried,
        long toldNanos,
        int listed,
        long leaps) {
    /** The Summary, in either of its forms, lists the pod. */
    public static final int BY_SUMMARY = 1;

    /** {@code /metrics/resource} lists the pod. */
    public static final int BY_RESOURCE_METRICS = 2;

    /** Stands for a usage that is not known. */
    static final PodUsage UNKNOWN = new PodUsage(new PodRef("", "", ""), ABSENT, ABSENT, ABSENT, List.of());

    /** No pod. */
    public static final PodSeries NONE = new PodSeries(
            new PodPoint(UNKNOWN.ref(), UsagePoint.ABSENT, List.of(), PodDetail.ABSENT),
            List.of(),
            Optional.empty(),
            0,
            0,
            0);

    /** By namespace, then name, as the Metrics API lists pods. */
    public static final Comparator<PodRef> BY_NAME =
            Comparator.comparing(PodRef::namespace).thenComparing(PodRef::name);

    public PodRef ref() {
        return point.ref();
    }

    /** Returns whether at least one container is served. */
    public boolean isKnown() {
        if (carried.isPresent()) {
            return !carried.get().containers().isEmpty();
        }
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i).isKnown()) {
                return true;
            }
        }
        return false;
    }

    /** What is served, recreated of the series; without containers while that is not known. */
    public PodUsage usage() {
        if (carried.isPresent()) {
            return carried.get();
        }
        List<ContainerUsage> usages = new ArrayList<>(containers.size());
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i).isKnown()) {
                usages.add(new ContainerUsage(
                        point.containers().get(i).name(), containers.get(i).usage()));
            }
        }
        return usage(ref(), point.usage().startTimeMillis(), usages);
    }

    /** The usage of a pod whose containers have these; {@link #UNKNOWN} if there are none. */
    public static PodUsage usage(PodRef ref, long startTimeMillis, List<ContainerUsage> usages) {
        if (usages.isEmpty()) {
            return UNKNOWN;
        }
        ResourceUsage earliest = usages.get(0).usage();
        for (ContainerUsage container : usages) {
            if (container.usage().timestampMillis() < earliest.timestampMillis()) {
                earliest = container.usage();
            }
        }
        return new PodUsage(ref, startTimeMillis, earliest.timestampMillis(), earliest.windowMillis(), usages);
    }

    /**
     * Returns whether a container that is not in an answer, or without a reading there, has ended, as far as the answer
     * shows: it was never measured, or another one has started since it was. Init containers run one after the other.
     *
     * @param at its place among those held
     */
    public boolean hasEnded(int at, PodPoint answer) {
        UsageSeries ended = containers.get(at);
        if (!ended.hasSample()) {
            return true;
        }
        for (ContainerPoint other : answer.containers()) {
            long start = other.usage().startTimeMillis();
            boolean isNew = point.indexOf(other.name(), 0) < 0;
            if (!other.name().equals(point.containers().get(at).name())
                    && isPresent(start)
                    && (isNew || start >= ended.last().timeMillis())) {
                return true;
            }
        }
        return false;
    }

    public PodSeries withPoint(PodPoint newPoint) {
        return new PodSeries(newPoint, containers, carried, toldNanos, listed, leaps);
    }

    public PodSeries listedBy(int newListed) {
        return new PodSeries(point, containers, carried, toldNanos, newListed, leaps);
    }
}
