package io.kubestats.store;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.UsagePoint;

/**
 * Writes the next series of a pod. A pod is served whole or not at all: while the usage of one running container is not
 * known, the pod keeps the usage that it had. Pure but for what it counts in {@link Findings}.
 */
final class PodWriter {
    private final UsageCalculator calculator;
    private final PointJoin join;
    private final long maxAgeNanos;

    PodWriter(UsageCalculator calculator, PointJoin join, long maxAgeNanos) {
        this.calculator = calculator;
        this.join = join;
        this.maxAgeNanos = maxAgeNanos;
    }

    /** The series after {@code told}; {@link PodSeries#NONE} stands for a pod that was not held. */
    PodSeries next(PodSeries heldByName, PodPoint told, Arrival arrival) {
        PodSeries held = join.samePod(heldByName, told, arrival.bounds().cpu()) ? heldByName : PodSeries.NONE;
        PodLookup object = new PodLookup(arrival.cluster(), told.ref());
        ZeroReadings.Resolved resolved = ZeroReadings.resolve(held, told, object, arrival.findings());
        PodPoint incoming = resolved.pod();
        ContainerWriter containers =
                new ContainerWriter(calculator, join, maxAgeNanos, held, resolved, object, arrival);
        GuardedReading own = podUsage(held, incoming.usage(), arrival);
        PodPoint joined = new PodPoint(
                ref(held.ref(), incoming.ref()),
                own.point(),
                containers.points(),
                arrival.detail(held.point(), incoming));
        return containers.served(joined, held.listed() | arrival.lists(), own.leaps());
    }

    /** The pod's own cgroup; {@code /metrics/resource} does not tell when a pod started, the Summary did. */
    private GuardedReading podUsage(PodSeries heldPod, UsagePoint incoming, Arrival arrival) {
        UsagePoint held = heldPod.point().usage();
        HeldCounter counter = HeldCounter.of(held, heldPod.leaps());
        UsagePoint possible = arrival.bounds().withoutImpossibleMemory(incoming, arrival.findings());
        RunIdentity run =
                RunIdentity.of(held, counter, possible, arrival.bounds().cpu());
        boolean restart = run != RunIdentity.SAME;
        GuardedReading guarded = GuardedReading.of(
                counter,
                held,
                join.completed(held, possible, restart, arrival),
                restart,
                arrival.bounds().cpu(),
                arrival.findings());
        UsagePoint newer = join.newer(held, guarded.point(), restart);
        UsagePoint started = isPresent(newer.startTimeMillis()) || !isPresent(held.startTimeMillis())
                ? newer
                : newer.startedAt(held.startTimeMillis());
        return new GuardedReading(started, started.startTimeMillis(), restart, guarded.leapt(), guarded.leaps());
    }

    private static PodRef ref(PodRef held, PodRef incoming) {
        return held.sameName(incoming) && (!incoming.hasUid() || incoming.sameUid(held)) ? held : incoming;
    }
}
