package io.kubestats.store;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.UsagePoint;
import java.util.List;

/**
 * Joins a new answer's points to those held: which of the two readings is the newer, and which container was which.
 * Pure.
 */
final class PointJoin {
    /** Stands for a container that is not held. */
    static final ContainerPoint NO_CONTAINER = new ContainerPoint("", UsagePoint.ABSENT, ContainerDetail.ABSENT);

    private final UsageCalculator calculator;

    PointJoin(UsageCalculator calculator) {
        this.calculator = calculator;
    }

    /**
     * The reading to keep. A counter that readers see must not fall unless it began anew, since they take each fall for
     * a new beginning and what follows for growth: so an overtaken answer, and the 0 that the kubelet writes where the
     * runtime left the counter out, do not replace what is held.
     */
    UsagePoint newer(UsagePoint held, UsagePoint incoming, boolean restart) {
        if (!isPresent(held.cpu().timeMillis()) || !isPresent(incoming.cpu().timeMillis())) {
            return incoming;
        }
        long heldCount = held.cpu().usageCoreNanoSeconds();
        long newCount = incoming.cpu().usageCoreNanoSeconds();
        return switch (calculator.order(held.cpu().timeMillis(), incoming.cpu())) {
            case OLDER -> held;
            case SAME ->
                restart ? later(held, incoming) : isPresent(newCount) && newCount < heldCount ? held : incoming;
            case NEWER ->
                newCount == 0 && heldCount > 0 && !restart
                        ? new UsagePoint(incoming.startTimeMillis(), held.cpu(), incoming.memory(), incoming.swap())
                        : incoming;
            case SET_BACK -> incoming;
        };
    }

    /** The container with the newer reading and the details that belong to it. */
    ContainerPoint container(ContainerPoint held, ContainerPoint incoming, Arrival arrival) {
        UsagePoint usage = newer(held.usage(), incoming.usage(), !isSameRun(held, incoming));
        return new ContainerPoint(incoming.name(), usage, arrival.detail(held, incoming));
    }

    private static UsagePoint later(UsagePoint held, UsagePoint incoming) {
        return incoming.startTimeMillis() > held.startTimeMillis() ? incoming : held;
    }

    /** Where in {@code containers} the one of that name is, {@code hint} being tried first; -1 if nowhere. */
    static int indexOf(List<ContainerPoint> containers, String name, int hint) {
        if (hint < containers.size() && containers.get(hint).name().equals(name)) {
            return hint;
        }
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The container of that name, or {@link #NO_CONTAINER}. */
    static ContainerPoint find(List<ContainerPoint> containers, String name, int hint) {
        int at = indexOf(containers, name, hint);
        return at < 0 ? NO_CONTAINER : containers.get(at);
    }

    /** Whether both can be one incarnation: the uids are equal, or one was not told. */
    static boolean samePod(PodRef held, PodRef incoming) {
        return held.uid().isEmpty() || incoming.uid().isEmpty() || held.uid().equals(incoming.uid());
    }

    /** The held pod with what a full answer, overtaken on its way, says beside its usage. */
    static PodPoint withDetails(PodPoint held, PodPoint full) {
        List<ContainerPoint> containers = held.containers();
        ContainerPoint[] joined = new ContainerPoint[containers.size()];
        for (int i = 0; i < joined.length; i++) {
            ContainerPoint container = containers.get(i);
            int at = indexOf(full.containers(), container.name(), i);
            joined[i] = at >= 0 && isSameRun(container, full.containers().get(at))
                    ? container.withDetail(full.containers().get(at).detail())
                    : container;
        }
        return new PodPoint(held.ref(), held.usage(), List.of(joined), full.detail());
    }

    /** Whether both can be one run of the container: the start times are equal, or one was not told. */
    static boolean isSameRun(ContainerPoint held, ContainerPoint incoming) {
        return !UsageCalculator.isRestart(
                held.usage().startTimeMillis(), incoming.usage().startTimeMillis());
    }
}
