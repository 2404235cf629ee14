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
 * @param point its last points, both lanes merged
 * @param containers the series of each container of {@code point}, in the same order; empty ones for those that do not
 * run
 * @param carried the served usage of an earlier response, while the usage of a running container is unknown
 * @param sampledNanos time of the last response with the oldest sample behind its usage, by the ticker
 * @param listed the forms of response whose last one lists the pod: a set of {@link #BY_SUMMARY} and {@link
 * #BY_RESOURCE_METRICS}
 * @param leaps CPU time that the counter of the pod's own cgroup gained in leaps, which is not served
 */
public record PodSeries(
        PodPoint point,
        List<UsageSeries> containers,
        Optional<PodUsage> carried,
        long sampledNanos,
        int listed,
        long leaps) {
    /** The bit for the Summary, in either of its forms. */
    public static final int BY_SUMMARY = 1;

    /** The bit for {@code /metrics/resource}. */
    public static final int BY_RESOURCE_METRICS = 2;

    /** An unknown usage. */
    static final PodUsage UNKNOWN = new PodUsage(new PodRef("", "", ""), ABSENT, ABSENT, ABSENT, List.of());

    /** The absence of a pod. */
    public static final PodSeries NONE = new PodSeries(
            new PodPoint(UNKNOWN.ref(), UsagePoint.ABSENT, List.of(), PodDetail.ABSENT),
            List.of(),
            Optional.empty(),
            0,
            0,
            0);

    /** The order of namespaces, then names, in which the Metrics API lists pods. */
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

    /** Returns the served usage, recreated from the series; without containers while it is unknown. */
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

    /** Returns the usage of a pod from that of its containers; {@link #UNKNOWN} without containers. */
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
     * Returns whether a container that is missing from a response, or has no reading in it, has ended, as far as the
     * response shows: it was never measured, or another container has started since. Init containers run one after the
     * other.
     *
     * @param at its index among the stored containers
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
        return new PodSeries(newPoint, containers, carried, sampledNanos, listed, leaps);
    }

    public PodSeries listedBy(int newListed) {
        return new PodSeries(point, containers, carried, sampledNanos, newListed, leaps);
    }
}
