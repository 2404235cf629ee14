package io.kubestats.store.intake;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.series.PodSeries;

/**
 * Writer of the next series of a pod. A pod is served as a whole or not at all: while the usage of one running
 * container is unknown, the pod keeps its earlier usage. Its only side effects are on {@link IntakeFindings}.
 */
final class PodWriter {
    private final UsageCalculator calculator;
    private final LaneMerger join;
    private final long maxAgeNanos;

    PodWriter(UsageCalculator calculator, LaneMerger join, long maxAgeNanos) {
        this.calculator = calculator;
        this.join = join;
        this.maxAgeNanos = maxAgeNanos;
    }

    /** Returns a writer for the containers of one answer's pods. */
    ContainerWriter containers(BatchContext arrival) {
        return new ContainerWriter(calculator, join, maxAgeNanos, arrival);
    }

    /** Returns the series after {@code reported}; {@link PodSeries#NONE} is the state of a pod that is not stored. */
    PodSeries next(PodSeries heldByName, PodPoint reported, BatchContext arrival, ContainerWriter containers) {
        PodSeries held = join.samePod(heldByName, reported, arrival.bounds().cpu()) ? heldByName : PodSeries.NONE;
        PodPoint incoming = containers.begin(held, reported);
        GuardedReading own = podUsage(held, incoming.usage(), arrival);
        PodPoint joined = new PodPoint(
                ref(held.ref(), incoming.ref()),
                started(held.point().usage(), join.newer(held.point().usage(), own.point(), own.restart())),
                containers.points(),
                arrival.detail(held.point(), incoming));
        return containers.served(joined, held.listed() | arrival.lists(), own.leaps());
    }

    private GuardedReading podUsage(PodSeries heldPod, UsagePoint incoming, BatchContext arrival) {
        UsagePoint held = heldPod.point().usage();
        HeldCounter counter = HeldCounter.of(held, heldPod.leaps());
        CpuBound bound = arrival.bounds().cpu();
        UsagePoint possible = arrival.bounds().withoutImpossibleMemory(incoming, arrival.findings());
        boolean restart = RunIdentity.of(held, counter, possible, bound) != RunIdentity.SAME;
        return GuardedReading.of(
                counter, held, join.completed(held, possible, restart, arrival), restart, bound, arrival.findings());
    }

    /**
     * Returns the reading of the pod's own cgroup. {@code /metrics/resource} lacks the pod's start time, which the
     * Summary had.
     */
    private static UsagePoint started(UsagePoint held, UsagePoint newer) {
        return isPresent(newer.startTimeMillis()) || !isPresent(held.startTimeMillis())
                ? newer
                : newer.startedAt(held.startTimeMillis());
    }

    private static PodRef ref(PodRef held, PodRef incoming) {
        return held.sameName(incoming) && (!incoming.hasUid() || incoming.sameUid(held)) ? held : incoming;
    }
}
