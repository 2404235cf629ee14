package io.kubestats.store;

import static io.kubestats.model.Reading.ABSENT;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes the next series of a node. Pure but for its memory, its {@link PodClaims} and what it counts in
 * {@link Findings}.
 */
final class NodeWriter {
    private static final Comparator<PodPoint> BY_NAME = Comparator.comparing(PodPoint::ref, PodSeries.BY_NAME);

    private final UsageCalculator calculator;
    private final PointJoin join;
    private final PodWriter podWriter;
    private final RowMemory memory;
    private final long fullMaxAgeNanos;

    NodeWriter(StoreLimits limits, RowMemory memory) {
        this.memory = memory;
        this.calculator = new UsageCalculator(limits);
        this.join = new PointJoin(calculator);
        this.podWriter = new PodWriter(calculator, join);
        this.fullMaxAgeNanos = limits.fullMaxSampleAge().toNanos();
    }

    /** The series after {@code batch}. */
    NodeSeries next(NodeSeries held, NodeBatch batch, Moment at, Findings findings, PodClaims claims) {
        boolean detailsHeld = held.details()
                .filter(details -> at.nanos() - details.nanos() <= fullMaxAgeNanos)
                .isPresent();
        Arrival arrival = new Arrival(batch.form(), detailsHeld, at, findings);
        return isOvertaken(held, batch) ? withDetails(held, batch, arrival) : joined(held, batch, arrival, claims);
    }

    /** Whether the answer was measured before the one that is held, though it came in after it. */
    private boolean isOvertaken(NodeSeries held, NodeBatch batch) {
        long heldMillis = held.point().usage().cpuTimeMillis();
        return isPresent(heldMillis)
                && isPresent(batch.point().usage().cpuTimeMillis())
                && calculator.order(heldMillis, batch.point().usage().cpuTimeMillis()) == SampleOrder.OLDER;
    }

    private NodeSeries joined(NodeSeries held, NodeBatch batch, Arrival arrival, PodClaims claims) {
        List<PodRef> lost = new ArrayList<>(0);
        List<PodSeries> pods = pods(held, sorted(held.pods(), batch.pods(), arrival.findings()), arrival, claims, lost);
        UsagePoint told = join.completed(held.point().usage(), batch.point().usage(), false, arrival);
        UsageSeries usage = calculator.next(held.usage(), told, ABSENT, arrival.at(), arrival.findings());
        NodePoint point = nodePoint(held.point(), batch.point(), told, arrival);
        boolean news = held.received().isEmpty() || arrival.findings().hasTold();
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

    /** Sorted as the held pods are, each once: the one that started later is kept, or else the one told later. */
    private static List<PodPoint> sorted(PackedPods held, List<PodPoint> pods, Findings findings) {
        if (isOrdered(held, pods)) {
            return pods;
        }
        PodPoint[] points = pods.toArray(PodPoint[]::new);
        Arrays.sort(points, BY_NAME);
        int size = 0;
        for (PodPoint point : points) {
            if (size == 0 || !points[size - 1].ref().sameName(point.ref())) {
                points[size++] = point;
                continue;
            }
            findings.count(Anomaly.DUPLICATE);
            if (point.usage().startTimeMillis() >= points[size - 1].usage().startTimeMillis()) {
                points[size - 1] = point;
            }
        }
        return Arrays.asList(points).subList(0, size);
    }

    /**
     * Whether these are the pods that are held, in the same order: to compare strings, which most often are the very
     * same ones, is much cheaper than to find out how they are ordered.
     */
    private static boolean isOrdered(PackedPods held, List<PodPoint> pods) {
        if (held.size() != pods.size()) {
            return false;
        }
        for (int i = 0; i < pods.size(); i++) {
            if (!held.ref(i).sameName(pods.get(i).ref())) {
                return false;
            }
        }
        return true;
    }

    /** Both lists are sorted, so one walk finds who came, who stayed and who went. */
    private List<PodSeries> pods(
            NodeSeries held, List<PodPoint> incoming, Arrival arrival, PodClaims claims, List<PodRef> lost) {
        PackedPods before = held.pods();
        List<PodSeries> pods = new ArrayList<>(incoming.size());
        int at = 0;
        for (PodPoint pod : incoming) {
            // Equal names are most often one string, which then need not be looked at.
            while (at < before.size()
                    && !before.ref(at).sameName(pod.ref())
                    && PodSeries.BY_NAME.compare(before.ref(at), pod.ref()) < 0) {
                claims.release(before.ref(at++));
            }
            if (at < before.size() && before.ref(at).sameName(pod.ref())) {
                pods.add(podWriter.next(before.series(at++), pod, arrival));
            } else if (claims.claim(pod, held.hasLost(pod.ref()))) {
                pods.add(podWriter.next(PodSeries.NONE, pod, arrival));
            } else {
                lost.add(pod.ref());
            }
        }
        while (at < before.size()) {
            claims.release(before.ref(at++));
        }
        return pods;
    }

    private NodePoint nodePoint(NodePoint held, NodePoint incoming, UsagePoint told, Arrival arrival) {
        UsagePoint usage = join.newer(held.usage(), told, false);
        NodeDetail detail = arrival.detail(held.detail(), incoming.detail());
        if (arrival.borrowsUsageDetails()) {
            return new NodePoint(usage, held.systemContainers(), detail);
        }
        List<ContainerPoint> system = incoming.systemContainers();
        ContainerPoint[] joined = new ContainerPoint[system.size()];
        for (int i = 0; i < joined.length; i++) {
            ContainerPoint container = system.get(i);
            joined[i] = join.container(
                    PointJoin.find(held.systemContainers(), container.name(), i),
                    container,
                    container.usage(),
                    arrival);
        }
        return new NodePoint(usage, List.of(joined), detail);
    }

    /** An overtaken answer tells nothing new of usage or of which pods there are; its details are news all the same. */
    private NodeSeries withDetails(NodeSeries held, NodeBatch batch, Arrival arrival) {
        arrival.findings().count(Anomaly.OUT_OF_ORDER);
        if (!arrival.isFull()) {
            return held;
        }
        List<PodPoint> full = sorted(held.pods(), batch.pods(), arrival.findings());
        List<PodSeries> pods = new ArrayList<>(held.pods().size());
        int at = 0;
        for (PodSeries pod : held.pods().series()) {
            while (at < full.size() && PodSeries.BY_NAME.compare(full.get(at).ref(), pod.ref()) < 0) {
                at++;
            }
            boolean found = at < full.size()
                    && full.get(at).ref().sameName(pod.ref())
                    && PointJoin.samePod(pod.ref(), full.get(at).ref());
            pods.add(found ? pod.withPoint(PointJoin.withDetails(pod.point(), full.get(at))) : pod);
        }
        NodePoint point = held.point();
        boolean borrowedSystem = held.form() == AnswerForm.RESOURCE_METRICS;
        NodePoint joined = new NodePoint(
                PointJoin.withDetails(point.usage(), batch.point().usage()),
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
