package io.kubestats.store;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.UsagePoint;
import java.util.List;
import java.util.Optional;

/**
 * Writes the next series of a pod. A pod is served whole or not at all: while the usage of one running container cannot
 * be told, the pod keeps the usage that it had. Pure but for what it counts in {@link Findings}.
 */
final class PodWriter {
    private final UsageCalculator calculator;
    private final PointJoin join;

    PodWriter(UsageCalculator calculator, PointJoin join) {
        this.calculator = calculator;
        this.join = join;
    }

    /** The series after {@code incoming}; {@link PodSeries#NONE} stands for a pod that was not held. */
    PodSeries next(PodSeries heldByName, PodPoint incoming, Arrival arrival) {
        PodSeries held = join.samePod(heldByName.point(), incoming) ? heldByName : PodSeries.NONE;
        int size = incoming.containers().size();
        ContainerPoint[] points = new ContainerPoint[size];
        UsageSeries[] series = new UsageSeries[size];
        for (int i = 0; i < size; i++) {
            ContainerPoint container = incoming.containers().get(i);
            int at = PointJoin.indexOf(held.point().containers(), container.name(), i);
            ContainerPoint heldPoint =
                    at < 0 ? PointJoin.NO_CONTAINER : held.point().containers().get(at);
            UsageSeries heldSeries =
                    at < 0 ? UsageSeries.NONE : held.containers().get(at);
            boolean running = isRunning(container);
            boolean restart = !PointJoin.isSameRun(heldPoint, container);
            UsagePoint told = running
                    ? join.completed(heldPoint.usage(), container.usage(), restart, arrival)
                    : container.usage();
            points[i] = join.container(heldPoint, container, told, arrival);
            series[i] = running ? next(heldSeries, told, arrival) : UsageSeries.NONE;
        }
        PodPoint joined = new PodPoint(
                ref(held.ref(), incoming.ref()),
                podUsage(held.point().usage(), incoming.usage(), arrival),
                List.of(points),
                arrival.detail(held.point(), incoming));
        return served(held, joined, incoming.containers(), List.of(series));
    }

    private UsageSeries next(UsageSeries held, UsagePoint usage, Arrival arrival) {
        return calculator.next(held, usage, usage.startTimeMillis(), arrival.at(), arrival.findings());
    }

    /** The pod's own cgroup; {@code /metrics/resource} does not tell when a pod started, the Summary did. */
    private UsagePoint podUsage(UsagePoint held, UsagePoint incoming, Arrival arrival) {
        boolean restart = UsageCalculator.isRestart(held.startTimeMillis(), incoming.startTimeMillis());
        UsagePoint newer = join.newer(held, join.completed(held, incoming, restart, arrival), restart);
        return isPresent(newer.startTimeMillis()) || !isPresent(held.startTimeMillis())
                ? newer
                : newer.startedAt(held.startTimeMillis());
    }

    private static PodRef ref(PodRef held, PodRef incoming) {
        return held.sameName(incoming) && (!incoming.hasUid() || incoming.sameUid(held)) ? held : incoming;
    }

    /** A terminated container stays in the answer without readings for as long as its pod is there. */
    private static boolean isRunning(ContainerPoint container) {
        UsagePoint usage = container.usage();
        return isPresent(usage.usageCoreNanoSeconds())
                || isPresent(usage.usageNanoCores())
                || isPresent(usage.workingSetBytes())
                || isPresent(usage.detail().memoryUsageBytes())
                || isPresent(usage.detail().rssBytes());
    }

    private static PodSeries served(
            PodSeries held, PodPoint joined, List<ContainerPoint> incoming, List<UsageSeries> series) {
        boolean first = true;
        long toldNanos = 0;
        for (int i = 0; i < series.size(); i++) {
            UsageSeries container = series.get(i);
            if (!isRunning(incoming.get(i))) {
                continue;
            }
            if (!container.isKnown()) {
                PodUsage carried = carried(held.usage(), joined.ref());
                return new PodSeries(joined, series, Optional.of(carried), held.toldNanos());
            }
            toldNanos = first ? container.toldNanos() : NodeSlice.older(toldNanos, container.toldNanos());
            first = false;
        }
        return new PodSeries(joined, series, Optional.empty(), toldNanos);
    }

    /** What was served, of the pod as it is known now: its uid may have been told since. */
    private static PodUsage carried(PodUsage earlier, PodRef ref) {
        if (earlier.containers().isEmpty() || earlier.ref().equals(ref)) {
            return earlier;
        }
        return new PodUsage(
                ref,
                earlier.startTimeMillis(),
                earlier.timestampMillis(),
                earlier.windowMillis(),
                earlier.containers());
    }
}
