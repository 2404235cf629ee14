package io.kubestats.store.intake;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.series.BufferRecycler;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.Moment;
import io.kubestats.store.series.NodeSeries;
import io.kubestats.store.series.PackedPods;
import io.kubestats.store.series.PodClaims;
import io.kubestats.store.series.PodSeries;
import io.kubestats.store.series.SampleRecency;
import io.kubestats.store.series.StoreLimits;
import io.kubestats.store.series.UsageSeries;
import io.kubestats.store.series.WithheldObject;
import io.kubestats.store.series.WithheldReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writer of the next series of a node. Its only side effects are on its buffers, its {@link PodClaims} and {@link
 * IntakeFindings}.
 */
public final class NodeWriter {
    private final UsageCalculator calculator;
    private final LaneMerger join;
    private final PodWriter podWriter;
    private final BufferRecycler memory;
    private final ClusterState cluster;
    private final long maxAgeNanos;
    private final long fullMaxAgeNanos;

    public NodeWriter(StoreLimits limits, BufferRecycler memory, ClusterState cluster) {
        this.memory = memory;
        this.cluster = cluster;
        this.maxAgeNanos = limits.maxSampleAge().toNanos();
        this.calculator = new UsageCalculator(limits);
        this.join = new LaneMerger(calculator);
        this.podWriter = new PodWriter(calculator, join, maxAgeNanos);
        this.fullMaxAgeNanos = limits.fullMaxSampleAge().toNanos();
    }

    /** Returns the series after {@code batch}. */
    public NodeSeries next(NodeSeries held, NodeBatch batch, Moment at, IntakeFindings findings, PodClaims claims) {
        boolean detailsHeld = held.details()
                .filter(details -> at.nanos() - details.nanos() <= fullMaxAgeNanos)
                .isPresent();
        PlausibilityBounds bounds = PlausibilityBounds.ofNode(cluster.capacity(batch.node()));
        BatchContext arrival = new BatchContext(batch.form(), detailsHeld, at, findings, cluster, bounds);
        return isOvertaken(held, batch) ? withDetails(held, batch, arrival) : joined(held, batch, arrival, claims);
    }

    /** Returns whether the response was measured before the stored one, though it arrived after it. */
    private boolean isOvertaken(NodeSeries held, NodeBatch batch) {
        long heldMillis = held.point().usage().cpuTimeMillis();
        return isPresent(heldMillis)
                && isPresent(batch.point().usage().cpuTimeMillis())
                && calculator.order(heldMillis, batch.point().usage().cpuTimeMillis()) == SampleRecency.OLDER;
    }

    private NodeSeries joined(NodeSeries held, NodeBatch batch, BatchContext arrival, PodClaims claims) {
        UsagePoint reading = batch.point().usage();
        GuardedReading guarded = guarded(held, reading, arrival);
        UsageSeries usage = calculator.next(held.usage(), guarded, arrival);
        withholdNode(usage, reading, guarded, arrival);
        NodePoint point = nodePoint(held.point(), batch.point(), guarded.point(), arrival);
        BatchContext ofPods = arrival.ofPods(arrival.bounds().ofItsPods(usage.usage(), point.usage()));
        List<PodRef> lost = new ArrayList<>(0);
        SortedPods sorted = SortedPods.of(held.pods(), batch.pods(), arrival.findings());
        List<PodSeries> pods = pods(held, sorted, ofPods, claims, lost);
        boolean news = held.received().isEmpty() || arrival.findings().hasSample();
        return new NodeSeries(
                batch.node(),
                batch.form(),
                point,
                batch.anomalies(),
                usage,
                held.pods().next(pods, arrival.at(), memory),
                List.copyOf(lost),
                news ? Optional.of(arrival.at()) : held.received(),
                arrival.isFull() ? Optional.of(arrival.at()) : held.details());
    }

    private GuardedReading guarded(NodeSeries held, UsagePoint reading, BatchContext arrival) {
        UsagePoint measured = ZeroReadings.ofNode(reading, arrival.findings());
        UsagePoint possible = arrival.bounds().withoutImpossibleMemory(measured, arrival.findings());
        UsagePoint before = held.point().usage();
        return GuardedReading.of(
                        HeldCounter.of(held.usage()),
                        before,
                        join.completed(before, possible, false, arrival),
                        false,
                        arrival.bounds().cpu(),
                        arrival.findings())
                .withoutStart();
    }

    private void withholdNode(UsageSeries usage, UsagePoint reading, GuardedReading guarded, BatchContext arrival) {
        if (usage.isKnown() && arrival.at().nanos() - usage.sampledNanos() <= maxAgeNanos) {
            return;
        }
        reason(reading, guarded).ifPresent(reason -> arrival.findings().withhold(new WithheldObject("", "", reason)));
    }

    private static Optional<WithheldReason> reason(UsagePoint reading, GuardedReading guarded) {
        if (guarded.leapt() || guarded.point().workingSetBytes() != reading.workingSetBytes()) {
            return Optional.of(
                    reading.workingSetBytes() == 0 ? WithheldReason.ZERO_MEMORY : WithheldReason.IMPLAUSIBLE);
        }
        if (!isPresent(reading.workingSetBytes())) {
            return Optional.of(WithheldReason.NO_MEMORY);
        }
        boolean cpu = isPresent(reading.usageCoreNanoSeconds()) || isPresent(reading.usageNanoCores());
        return cpu ? Optional.empty() : Optional.of(WithheldReason.NO_CPU);
    }

    /** Merges two sorted lists in one pass, which finds new, continuing and absent pods. */
    private List<PodSeries> pods(
            NodeSeries held, SortedPods incoming, BatchContext arrival, PodClaims claims, List<PodRef> lost) {
        PackedPods before = held.pods();
        ContainerWriter containers = podWriter.containers(arrival);
        List<PodSeries> pods = new ArrayList<>(incoming.pods().size());
        int at = 0;
        for (PodPoint pod : incoming.pods()) {
            // Equal names are usually the same string, which makes the comparison cheap.
            while (at < before.size()
                    && !before.ref(at).sameName(pod.ref())
                    && PodSeries.BY_NAME.compare(before.ref(at), pod.ref()) < 0) {
                absent(before, at++, incoming, arrival, claims, pods);
            }
            if (at < before.size() && before.ref(at).sameName(pod.ref())) {
                pods.add(podWriter.next(before.series(at++), pod, arrival, containers));
            } else if (claims.claim(pod, held.hasLost(pod.ref()))) {
                pods.add(podWriter.next(PodSeries.NONE, pod, arrival, containers));
            } else {
                lost.add(pod.ref());
            }
        }
        while (at < before.size()) {
            absent(before, at++, incoming, arrival, claims, pods);
        }
        for (PodRef twice : incoming.ambiguous()) {
            if (before.indexOf(twice.namespace(), twice.name()) < 0) {
                withholdTwice(twice, arrival);
            }
        }
        return pods;
    }

    private static void withholdTwice(PodRef pod, BatchContext arrival) {
        arrival.findings()
                .withhold(new WithheldObject(pod.namespace() + "/" + pod.name(), "", WithheldReason.DUPLICATE));
    }

    /**
     * Keeps or releases a stored pod that the response lacks. It is released when both forms of the response lack it,
     * or when it is known not to run; otherwise its last usage ages. An ambiguous pod, reported twice without a
     * distinction, ages too.
     */
    private void absent(
            PackedPods before,
            int at,
            SortedPods incoming,
            BatchContext arrival,
            PodClaims claims,
            List<PodSeries> pods) {
        PodRef ref = before.ref(at);
        PodSeries pod = before.series(at);
        boolean ambiguous = incoming.isAmbiguous(ref);
        int listed = ambiguous ? pod.listed() : pod.listed() & ~arrival.lists();
        boolean isServed = pod.isKnown() && arrival.at().nanos() - pod.sampledNanos() <= maxAgeNanos;
        boolean waits = !pod.isKnown() && arrival.detailsHeld();
        boolean runs = !cluster.knowsAllPods()
                || cluster.pod(ref.namespace(), ref.name()).isPresent();
        if (listed != 0 && (isServed || waits) && runs) {
            pods.add(pod.listedBy(listed));
        } else {
            claims.release(ref);
        }
        if (ambiguous && !isServed) {
            withholdTwice(ref, arrival);
        }
    }

    private NodePoint nodePoint(NodePoint held, NodePoint incoming, UsagePoint guarded, BatchContext arrival) {
        UsagePoint usage = join.newer(held.usage(), guarded, false);
        NodeDetail detail = arrival.detail(held.detail(), incoming.detail());
        if (arrival.borrowsUsageDetails()) {
            return new NodePoint(usage, held.systemContainers(), detail);
        }
        List<ContainerPoint> system = incoming.systemContainers();
        ContainerPoint[] joined = new ContainerPoint[system.size()];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = systemContainer(held, system.get(i), i, arrival);
        }
        return new NodePoint(usage, List.of(joined), detail);
    }

    private ContainerPoint systemContainer(NodePoint held, ContainerPoint container, int hint, BatchContext arrival) {
        ContainerPoint before = LaneMerger.find(held.systemContainers(), container.name(), hint);
        UsagePoint reading = ZeroReadings.ofSystemContainer(container.usage());
        HeldCounter counter = HeldCounter.of(before.usage(), 0);
        boolean restart = RunIdentity.of(before.usage(), counter, reading, CpuBound.NONE) != RunIdentity.SAME;
        GuardedReading guarded =
                GuardedReading.of(counter, before.usage(), reading, restart, CpuBound.NONE, arrival.findings());
        return join.container(before, container, guarded.point(), restart, arrival);
    }

    /** Takes the details of an overtaken response, which is no news about usage or the set of pods. */
    private NodeSeries withDetails(NodeSeries held, NodeBatch batch, BatchContext arrival) {
        arrival.findings().count(Anomaly.OUT_OF_ORDER);
        if (!arrival.isFull()) {
            return held;
        }
        List<PodPoint> full =
                SortedPods.of(held.pods(), batch.pods(), arrival.findings()).pods();
        List<PodSeries> pods = new ArrayList<>(held.pods().size());
        int at = 0;
        for (PodSeries pod : held.pods().series()) {
            while (at < full.size() && PodSeries.BY_NAME.compare(full.get(at).ref(), pod.ref()) < 0) {
                at++;
            }
            boolean found = at < full.size()
                    && full.get(at).ref().sameName(pod.ref())
                    && LaneMerger.samePod(pod.ref(), full.get(at).ref());
            pods.add(found ? pod.withPoint(LaneMerger.withDetails(pod.point(), full.get(at))) : pod);
        }
        NodePoint point = held.point();
        boolean borrowedSystem = held.form() == AnswerForm.RESOURCE_METRICS;
        NodePoint joined = new NodePoint(
                LaneMerger.withDetails(point.usage(), batch.point().usage()),
                borrowedSystem ? batch.point().systemContainers() : point.systemContainers(),
                batch.point().detail());
        return new NodeSeries(
                batch.node(),
                held.form(),
                joined,
                batch.anomalies(),
                held.usage(),
                held.pods().next(pods, arrival.at(), memory),
                held.lost(),
                held.received(),
                Optional.of(arrival.at()));
    }
}
