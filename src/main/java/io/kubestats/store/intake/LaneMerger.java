package io.kubestats.store.intake;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.series.PodSeries;
import io.kubestats.store.series.SampleRecency;
import java.util.List;

/**
 * Merger of the points of a new response with the stored ones. It decides which of two readings is newer, and which
 * containers are the same. Without state.
 */
public final class LaneMerger {
    /** The absence of a stored container. */
    static final ContainerPoint NO_CONTAINER = new ContainerPoint("", UsagePoint.ABSENT, ContainerDetail.ABSENT);

    private final UsageCalculator calculator;

    LaneMerger(UsageCalculator calculator) {
        this.calculator = calculator;
    }

    /**
     * Returns the reading to keep. A served counter must not fall within one run, because clients treat each fall as a
     * reset and what follows as growth. An overtaken response, and the 0 that the kubelet writes if the runtime omits
     * the counter, therefore do not replace the stored reading.
     */
    UsagePoint newer(UsagePoint held, UsagePoint incoming, boolean restart) {
        if (!isPresent(held.cpuTimeMillis()) || !isPresent(incoming.cpuTimeMillis())) {
            return incoming;
        }
        long heldCount = held.usageCoreNanoSeconds();
        long newCount = incoming.usageCoreNanoSeconds();
        return switch (calculator.order(held.cpuTimeMillis(), incoming.cpuTimeMillis())) {
            case OLDER -> held;
            case SAME -> !restart && isPresent(newCount) && newCount < heldCount ? held : incoming;
            case NEWER ->
                newCount == 0 && heldCount > 0 && !restart
                        ? new UsagePoint(
                                incoming.startTimeMillis(),
                                held.cpu(),
                                incoming.memory(),
                                incoming.swap(),
                                incoming.detail())
                        : incoming;
            case SET_BACK -> incoming;
        };
    }

    /**
     * Returns the incoming reading with stored values where those are better. {@code /metrics/resource} lacks fields of
     * the Summary, which keep their last values. The Summary truncates times to whole seconds, so a sample that the
     * other form has already reported can appear older by less than a second.
     */
    UsagePoint completed(UsagePoint held, UsagePoint incoming, boolean restart, BatchContext arrival) {
        if (restart) {
            return incoming;
        }
        UsagePoint precise = precise(held, incoming);
        if (!arrival.borrowsUsageDetails()) {
            return precise;
        }
        long start = isPresent(precise.startTimeMillis()) ? precise.startTimeMillis() : held.startTimeMillis();
        return new UsagePoint(
                start,
                precise.cpuTimeMillis(),
                precise.usageCoreNanoSeconds(),
                precise.usageNanoCores(),
                precise.memoryTimeMillis(),
                precise.workingSetBytes(),
                precise.swapTimeMillis(),
                precise.swapUsageBytes(),
                held.detail());
    }

    private static UsagePoint precise(UsagePoint held, UsagePoint incoming) {
        long cpuMillis = precise(held.cpuTimeMillis(), incoming.cpuTimeMillis());
        long memoryMillis = precise(held.memoryTimeMillis(), incoming.memoryTimeMillis());
        if (cpuMillis == incoming.cpuTimeMillis() && memoryMillis == incoming.memoryTimeMillis()) {
            return incoming;
        }
        return new UsagePoint(
                incoming.startTimeMillis(),
                cpuMillis,
                incoming.usageCoreNanoSeconds(),
                incoming.usageNanoCores(),
                memoryMillis,
                incoming.workingSetBytes(),
                incoming.swapTimeMillis(),
                incoming.swapUsageBytes(),
                incoming.detail());
    }

    private static long precise(long heldMillis, long newMillis) {
        return newMillis < heldMillis && SampleRecency.isSame(heldMillis, newMillis) ? heldMillis : newMillis;
    }

    /**
     * Returns the container with the newer reading and its details.
     *
     * @param reading the incoming reading, completed
     */
    ContainerPoint container(
            ContainerPoint held, ContainerPoint incoming, UsagePoint reading, boolean restart, BatchContext arrival) {
        UsagePoint usage = newer(held.usage(), reading, restart);
        return new ContainerPoint(incoming.name(), usage, arrival.detail(held, incoming, restart));
    }

    /** Returns the container of that name, or {@link #NO_CONTAINER}. */
    static ContainerPoint find(List<ContainerPoint> containers, String name, int hint) {
        if (hint < containers.size() && containers.get(hint).name().equals(name)) {
            return containers.get(hint);
        }
        for (ContainerPoint container : containers) {
            if (container.name().equals(name)) {
                return container;
            }
        }
        return NO_CONTAINER;
    }

    /**
     * Returns whether both can be one incarnation by their uids or, if one is unknown, by all other signs. The counter
     * of a pod's own cgroup outlives its containers; if it fell and no container is the same, the pod is another one of
     * the same name.
     */
    public boolean samePod(PodSeries heldPod, PodPoint incoming, CpuBound bound) {
        PodPoint held = heldPod.point();
        if (!samePod(held.ref(), incoming.ref())) {
            return false;
        }
        boolean uidsKnown = incoming.ref().hasUid() && held.ref().hasUid();
        return uidsKnown || !isFallen(held, incoming) || hasContainerOf(heldPod, incoming, bound);
    }

    /** Returns whether the newer of both has the lower CPU count. */
    private boolean isFallen(PodPoint held, PodPoint incoming) {
        UsagePoint before = held.usage();
        UsagePoint now = incoming.usage();
        return isPresent(before.usageCoreNanoSeconds())
                && now.usageCoreNanoSeconds() > 0
                && now.usageCoreNanoSeconds()
                        < before.usageCoreNanoSeconds() - HeldCounter.precision(before.usageCoreNanoSeconds())
                && calculator.order(before.cpuTimeMillis(), now.cpuTimeMillis()) == SampleRecency.NEWER;
    }

    private static boolean hasContainerOf(PodSeries held, PodPoint incoming, CpuBound bound) {
        for (ContainerPoint container : incoming.containers()) {
            int at = held.point().indexOf(container.name(), 0);
            UsagePoint before = at < 0
                    ? UsagePoint.ABSENT
                    : held.point().containers().get(at).usage();
            if (isPresent(before.startTimeMillis())
                    && isPresent(container.usage().startTimeMillis())
                    && RunIdentity.of(before, HeldCounter.of(held.containers().get(at)), container.usage(), bound)
                            == RunIdentity.SAME) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether both can be one incarnation: the uids are equal, or one is unknown. */
    public static boolean samePod(PodRef held, PodRef incoming) {
        // The incoming uid is tested first, because the stored one is in no cache of the processor.
        return !incoming.hasUid() || !held.hasUid() || held.sameUid(incoming);
    }

    /** Returns the stored pod with the details of an overtaken full response. */
    static PodPoint withDetails(PodPoint held, PodPoint full) {
        List<ContainerPoint> containers = held.containers();
        ContainerPoint[] joined = new ContainerPoint[containers.size()];
        for (int i = 0; i < joined.length; i++) {
            ContainerPoint container = containers.get(i);
            int at = full.indexOf(container.name(), i);
            joined[i] = at >= 0 && hasStartOf(container, full.containers().get(at))
                    ? withDetails(container, full.containers().get(at))
                    : container;
        }
        return new PodPoint(held.ref(), withDetails(held.usage(), full.usage()), List.of(joined), full.detail());
    }

    private static ContainerPoint withDetails(ContainerPoint held, ContainerPoint full) {
        return new ContainerPoint(held.name(), withDetails(held.usage(), full.usage()), full.detail());
    }

    /** Returns the stored usage with the newer of both details. */
    static UsagePoint withDetails(UsagePoint held, UsagePoint full) {
        return full.detail().memoryTimeMillis() > held.detail().memoryTimeMillis()
                ? held.withDetail(full.detail())
                : held;
    }

    /** Returns whether both can be one run by their start times; an overtaken response has no newer counter. */
    private static boolean hasStartOf(ContainerPoint held, ContainerPoint overtaken) {
        return RunIdentity.of(held.usage(), HeldCounter.NONE, overtaken.usage(), CpuBound.NONE) == RunIdentity.SAME;
    }
}
