package io.kubestats.store.intake;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.series.ClusterState.PodState;
import io.kubestats.store.series.PodSeries;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.UsageSeries;
import io.kubestats.store.series.WithheldObject;
import io.kubestats.store.series.WithheldReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writer of the next series of one pod's containers: those in the response, and running ones that the response lacks.
 * Not thread-safe: reused for all pods of one response, to avoid garbage.
 */
final class ContainerWriter {
    private final UsageCalculator calculator;
    private final LaneMerger join;
    private final long maxAgeNanos;
    private final PodLookup object;
    private final BatchContext arrival;
    private final List<ContainerPoint> points = new ArrayList<>();
    private final List<UsageSeries> series = new ArrayList<>();
    /** The reason for which each container's usage may be unknown; null for one that does not run. */
    private final List<@Nullable Cause> causes = new ArrayList<>();

    private PodSeries held = PodSeries.NONE;
    private PodPoint incoming = PodSeries.NONE.point();
    private Set<String> unmeasured = Set.of();
    private Set<String> zeroMemory = Set.of();

    /** The reasons for which the usage of a running container is unknown. */
    private enum Cause {
        /** Measured; a rate may need another sample. */
        MEASURED(null),
        MISSING(WithheldReason.CONTAINER_MISSING),
        ZERO(WithheldReason.ZERO_MEMORY),
        NO_MEMORY(WithheldReason.NO_MEMORY),
        NO_CPU(WithheldReason.NO_CPU),
        IMPLAUSIBLE(WithheldReason.IMPLAUSIBLE);

        private final @Nullable WithheldReason reason;

        Cause(@Nullable WithheldReason reason) {
            this.reason = reason;
        }
    }

    ContainerWriter(UsageCalculator calculator, LaneMerger join, long maxAgeNanos, BatchContext arrival) {
        this.calculator = calculator;
        this.join = join;
        this.maxAgeNanos = maxAgeNanos;
        this.object = new PodLookup(arrival.cluster());
        this.arrival = arrival;
    }

    /** Moves on to another pod, and returns its point without zeros that are not measurements. */
    PodPoint begin(PodSeries heldPod, PodPoint reported) {
        points.clear();
        series.clear();
        causes.clear();
        object.begin(reported.ref());
        held = heldPod;
        incoming = reported;
        unmeasured = Set.of();
        zeroMemory = Set.of();
        if (ZeroReadings.hasZero(reported)) {
            ZeroReadings.Resolved resolved = ZeroReadings.resolve(heldPod, reported, object, arrival.findings());
            incoming = resolved.pod();
            unmeasured = resolved.unmeasured();
            zeroMemory = resolved.zeroMemory();
        }
        return incoming;
    }

    /**
     * Merges the containers of the response with the stored ones, and returns the points of all containers of the pod.
     */
    List<ContainerPoint> points() {
        for (int i = 0; i < incoming.containers().size(); i++) {
            ContainerPoint container = incoming.containers().get(i);
            int at = held.point().indexOf(container.name(), i);
            if (isMeasured(container)) {
                join(at, container);
            } else if (isRequired(container.name()) || isUnreadable(at)) {
                carry(at, container.name());
            } else {
                add(arrivedWithoutReading(at, container), UsageSeries.NONE, null);
            }
        }
        addMissing();
        return points;
    }

    private ContainerPoint arrivedWithoutReading(int at, ContainerPoint container) {
        ContainerPoint before =
                at < 0 ? LaneMerger.NO_CONTAINER : held.point().containers().get(at);
        return new ContainerPoint(container.name(), container.usage(), arrival.detail(before, container, at < 0));
    }

    private void join(int at, ContainerPoint container) {
        ContainerPoint before =
                at < 0 ? LaneMerger.NO_CONTAINER : held.point().containers().get(at);
        UsageSeries heldSeries = at < 0 ? UsageSeries.NONE : held.containers().get(at);
        HeldCounter counter = HeldCounter.of(heldSeries);
        CpuBound bound = arrival.bounds().cpu();
        UsagePoint possible = arrival.bounds().withoutImpossibleMemory(container.usage(), arrival.findings());
        RunIdentity run = RunIdentity.of(before.usage(), counter, possible, bound);
        if (run == RunIdentity.EARLIER && isFresh(heldSeries)) {
            arrival.findings().count(Anomaly.OUT_OF_ORDER);
            add(before, heldSeries, Cause.MEASURED);
            return;
        }
        boolean restart = run != RunIdentity.SAME;
        GuardedReading guarded = GuardedReading.of(
                counter,
                before.usage(),
                join.completed(before.usage(), possible, restart, arrival),
                restart,
                bound,
                arrival.findings());
        boolean impossible = possible.workingSetBytes() != container.usage().workingSetBytes();
        add(
                join.container(before, container, guarded.point(), restart, arrival),
                calculator.next(heldSeries, guarded, arrival),
                impossible || guarded.leapt() ? Cause.IMPLAUSIBLE : cause(container));
    }

    private Cause cause(ContainerPoint container) {
        UsagePoint usage = container.usage();
        if (zeroMemory.contains(container.name())) {
            return Cause.ZERO;
        }
        if (!isPresent(usage.workingSetBytes())) {
            return Cause.NO_MEMORY;
        }
        boolean cpu = isPresent(usage.cpuTimeMillis())
                && (isPresent(usage.usageCoreNanoSeconds()) || isPresent(usage.usageNanoCores()));
        return cpu ? Cause.MEASURED : Cause.NO_CPU;
    }

    private boolean isFresh(UsageSeries container) {
        return container.isKnown() && arrival.at().nanos() - container.sampledNanos() <= maxAgeNanos;
    }

    /**
     * Returns whether the container has readings. Some responses list a terminated container without readings for as
     * long as its pod exists.
     */
    private static boolean isMeasured(ContainerPoint container) {
        UsagePoint usage = container.usage();
        return isPresent(usage.usageCoreNanoSeconds())
                || isPresent(usage.usageNanoCores())
                || isPresent(usage.workingSetBytes())
                || isPresent(usage.detail().memoryUsageBytes())
                || isPresent(usage.detail().rssBytes());
    }

    /** Returns whether a container without a reading runs. */
    private boolean isRequired(String name) {
        return unmeasured.contains(name) || object.runs(name).orElse(false);
    }

    /** Returns whether the container's line was unreadable: {@code /metrics/resource} lists only running containers. */
    private boolean isUnreadable(int at) {
        return arrival.form() == AnswerForm.RESOURCE_METRICS && at >= 0 && !held.hasEnded(at, incoming);
    }

    /** Adds running containers that the response lacks, according to the Pod object or else the stored containers. */
    private void addMissing() {
        List<ContainerPoint> before = held.point().containers();
        for (int i = 0; i < before.size(); i++) {
            String name = before.get(i).name();
            if (incoming.indexOf(name, i) < 0 && runs(i, name)) {
                carry(i, name);
            }
        }
        if (arrival.isFull() || held.containers().isEmpty() || object.isDone()) {
            addRunning();
        }
    }

    private void addRunning() {
        Optional<PodState> state = object.get();
        if (state.isPresent()) {
            List<String> running = state.get().runningContainers();
            for (int i = 0; i < running.size(); i++) {
                if (!hasPoint(running.get(i))) {
                    carry(-1, running.get(i));
                }
            }
        }
    }

    private boolean hasPoint(String container) {
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).name().equals(container)) {
                return true;
            }
        }
        return false;
    }

    private boolean runs(int at, String name) {
        Optional<Boolean> known = object.runs(name);
        return known.isPresent() ? known.get() : !held.hasEnded(at, incoming);
    }

    /** Keeps the last usage of a container that was not measured. Once that expires, the pod is not served. */
    private void carry(int at, String name) {
        if (!isYoung()) {
            arrival.findings().count(Anomaly.CONTAINER_MISSING);
        }
        Cause cause = unmeasured.contains(name) ? Cause.ZERO : Cause.MISSING;
        if (at >= 0 && isFresh(held.containers().get(at))) {
            add(held.point().containers().get(at), held.containers().get(at), cause);
        } else {
            UsageSeries kept = at < 0 ? UsageSeries.NONE : held.containers().get(at);
            add(new ContainerPoint(name, UsagePoint.ABSENT, ContainerDetail.ABSENT), kept, cause);
        }
    }

    /** Returns whether a container has just started; kubelets report its siblings some seconds later. */
    private boolean isYoung() {
        for (ContainerPoint container : incoming.containers()) {
            UsagePoint usage = container.usage();
            if (isPresent(usage.startTimeMillis())
                    && isPresent(usage.cpuTimeMillis())
                    && usage.cpuTimeMillis() - usage.startTimeMillis() < UsageCalculator.YOUNG_MILLIS) {
                return true;
            }
        }
        return false;
    }

    private void add(ContainerPoint point, UsageSeries of, @Nullable Cause cause) {
        points.add(point);
        series.add(of);
        causes.add(cause);
    }

    /** Returns the pod with its served usage. */
    PodSeries served(PodPoint joined, int listed, long leaps) {
        List<UsageSeries> all = List.copyOf(series);
        boolean first = true;
        long sampledNanos = 0;
        int oldest = 0;
        for (int i = 0; i < series.size(); i++) {
            UsageSeries container = series.get(i);
            if (causes.get(i) == null) {
                continue;
            }
            if (!container.isKnown()) {
                PodUsage carried = carried(held.usage(), joined.ref());
                PodSeries pod = new PodSeries(joined, all, Optional.of(carried), held.sampledNanos(), listed, leaps);
                return noted(pod, i);
            }
            if (first || container.sampledNanos() - sampledNanos < 0) {
                sampledNanos = container.sampledNanos();
                oldest = i;
            }
            first = false;
        }
        PodSeries pod = new PodSeries(joined, all, Optional.empty(), sampledNanos, listed, leaps);
        return first ? pod : noted(pod, oldest);
    }

    /** Records that the pod is withheld because of one container, unless the container only needs some more seconds. */
    private PodSeries noted(PodSeries pod, int container) {
        boolean isServed = pod.isKnown() && arrival.at().nanos() - pod.sampledNanos() <= maxAgeNanos;
        Cause cause = causes.get(container);
        boolean waits = cause == Cause.MISSING && isYoung();
        if (!isServed && !waits && cause != null && cause.reason != null) {
            PodRef ref = pod.ref();
            arrival.findings()
                    .withhold(new WithheldObject(
                            ref.namespace() + "/" + ref.name(),
                            points.get(container).name(),
                            cause.reason));
        }
        return pod;
    }

    /** Returns the earlier usage under the pod's current reference, whose uid may have become known since. */
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
