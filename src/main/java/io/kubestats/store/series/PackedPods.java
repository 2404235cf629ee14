package io.kubestats.store.series;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.UsagePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stored pods of a node in packed form: values that change with each response are rows of bytes, and details from
 * the full response are an array of numbers. A pod's series is recreated on access, because the cost of a garbage
 * collection grows with the number of live objects. The content does not change while a view that shows it is open.
 */
public final class PackedPods {
    private static final int USUALLY_LISTED = PodSeries.BY_SUMMARY | PodSeries.BY_RESOURCE_METRICS;

    /** An empty set of pods. */
    static final PackedPods NONE = of(List.of(), new Moment(0, 0));

    private final PodRoster roster;
    private final PodDetails details;
    /**
     * For each pod, its point and the time of its last sample, followed by each container's usage, point and the rest
     * of its series.
     */
    private final PackedRows rows;

    /** Carried usages by index of the pod; few pods have one. */
    private final Map<Integer, PodUsage> carried;

    private final int known;
    private final long oldestNanos;

    private PackedPods(PodRoster roster, PodDetails details, PackedRows rows, List<PodSeries> pods) {
        this.roster = roster;
        this.details = details;
        this.rows = rows;
        this.carried = carried(pods);
        int knownPods = 0;
        long oldest = 0;
        for (PodSeries pod : pods) {
            if (pod.isKnown()) {
                oldest = knownPods == 0 ? pod.sampledNanos() : NodeSlice.older(oldest, pod.sampledNanos());
                knownPods++;
            }
        }
        this.known = knownPods;
        this.oldestNanos = oldest;
    }

    /**
     * Returns packed pods; {@code pods} is sorted by {@link PodSeries#BY_NAME}.
     *
     * @param base a time near the samples: the nearer, the smaller the rows
     */
    static PackedPods of(List<PodSeries> pods, Moment base) {
        PodRoster roster = PodRoster.of(pods);
        RowWriter writer = new RowWriter();
        writer.begin(base);
        put(writer, pods);
        PackedRows rows = writer.rowsIn(new byte[writer.neededBytes()]);
        return new PackedPods(roster, PodDetails.of(pods), rows, pods);
    }

    /**
     * Returns the packed form of the node's next pods. It shares the unchanged parts with this one, and its rows are in
     * buffers of {@code memory}.
     */
    public PackedPods next(List<PodSeries> pods, Moment base, BufferRecycler memory) {
        RowWriter writer = memory.writer(base);
        put(writer, pods);
        PackedRows written = writer.rowsIn(memory.takeBytes(writer.neededBytes()));
        return new PackedPods(roster.next(pods), details.next(pods, memory), written, pods);
    }

    private static Map<Integer, PodUsage> carried(List<PodSeries> pods) {
        Map<Integer, PodUsage> found = Map.of();
        for (int i = 0; i < pods.size(); i++) {
            Optional<PodUsage> carried = pods.get(i).carried();
            if (carried.isPresent()) {
                found = found.isEmpty() ? new HashMap<>() : found;
                found.put(i, carried.get());
            }
        }
        return found;
    }

    private static void put(RowWriter writer, List<PodSeries> pods) {
        for (PodSeries pod : pods) {
            writer.beginRow();
            writer.point(pod.point().usage());
            writer.nanos(pod.sampledNanos());
            writer.number(pod.listed(), USUALLY_LISTED);
            writer.number(pod.leaps(), 0);
            List<ContainerPoint> containers = pod.point().containers();
            for (int i = 0; i < containers.size(); i++) {
                UsageSeries series = pod.containers().get(i);
                UsagePoint usage = containers.get(i).usage();
                writer.beginRow();
                writer.usage(series.usage());
                writer.point(usage, series.usage());
                writer.series(series, usage);
            }
        }
    }

    private RowReader podRow(int pod) {
        return rows.row(pod + roster.firstContainer(pod));
    }

    private RowReader containerRow(int pod, int container) {
        return rows.row(pod + 1 + container);
    }

    PackedRows rows() {
        return rows;
    }

    PodDetails details() {
        return details;
    }

    public int size() {
        return roster.podCount();
    }

    PointCounts pointCounts() {
        return new PointCounts(roster.podCount(), roster.containerCount(), details.volumeCount());
    }

    public PodRef ref(int pod) {
        return roster.ref(pod);
    }

    /** Returns the index of the pod of that name, or -1. */
    public int indexOf(String namespace, String name) {
        return roster.indexOf(namespace, name);
    }

    /** Returns the pod at {@code index}, recreated. */
    public PodSeries series(int index) {
        RowReader row = podRow(index); // Its containers' rows follow it.
        UsagePoint podUsage = row.point(details.ofPodUsage(index));
        long sampledNanos = row.nanos();
        int listed = (int) row.number(USUALLY_LISTED);
        long leaps = row.number(0);
        int first = roster.firstContainer(index);
        ContainerPoint[] points = new ContainerPoint[roster.firstContainer(index + 1) - first];
        UsageSeries[] series = new UsageSeries[points.length];
        for (int i = 0; i < points.length; i++) {
            ResourceUsage usage = row.usage();
            UsagePoint point = row.point(usage, details.ofContainerUsage(index, i));
            points[i] = containerPoint(index, i, point);
            series[i] = row.series(usage, point);
        }
        return new PodSeries(
                new PodPoint(ref(index), podUsage, List.of(points), details.ofPod(index)),
                List.of(series),
                Optional.ofNullable(carried.get(index)),
                sampledNanos,
                listed,
                leaps);
    }

    private ContainerPoint containerPoint(int pod, int container, UsagePoint usage) {
        String name = roster.container(roster.firstContainer(pod) + container);
        return new ContainerPoint(name, usage, details.ofContainer(pod, container));
    }

    /** Returns the served usage of the pod at {@code index}, recreated without the rest of its series. */
    PodUsage usage(int index) {
        PodUsage earlier = carried.get(index);
        if (earlier != null) {
            return earlier;
        }
        int first = roster.firstContainer(index);
        int end = roster.firstContainer(index + 1);
        ContainerUsage[] usages = new ContainerUsage[end - first];
        int size = 0;
        for (int at = first; at < end; at++) {
            ResourceUsage usage = containerRow(index, at).usage();
            if (isPresent(usage.cpuNanoCores())) {
                usages[size++] = new ContainerUsage(roster.container(at), usage);
            }
        }
        return PodSeries.usage(
                ref(index),
                podRow(index).startTimeMillis(),
                List.of(size == usages.length ? usages : Arrays.copyOf(usages, size)));
    }

    /** Returns all pods, recreated. */
    public List<PodSeries> series() {
        List<PodSeries> pods = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            pods.add(series(i));
        }
        return pods;
    }

    /** Returns the points of all pods, recreated. */
    List<PodPoint> points() {
        PodPoint[] points = new PodPoint[size()];
        for (int i = 0; i < points.length; i++) {
            points[i] = point(i);
        }
        return List.of(points);
    }

    private PodPoint point(int index) {
        int first = roster.firstContainer(index);
        ContainerPoint[] containers = new ContainerPoint[roster.firstContainer(index + 1) - first];
        for (int i = 0; i < containers.length; i++) {
            RowReader row = containerRow(index, first + i);
            containers[i] = containerPoint(index, i, row.point(row.usage(), details.ofContainerUsage(index, i)));
        }
        UsagePoint usage = podRow(index).point(details.ofPodUsage(index));
        return new PodPoint(ref(index), usage, List.of(containers), details.ofPod(index));
    }

    /** Returns the earlier of {@code nanos} and the time of the oldest usage of the pods, by the ticker. */
    long oldest(long nanos) {
        return known == 0 ? nanos : NodeSlice.older(nanos, oldestNanos);
    }

    /** Returns the pods whose usage is known and has not expired. */
    PackedPods fresh(long nowNanos, long maxAgeNanos) {
        if (known == size() && nowNanos - oldest(nowNanos) <= maxAgeNanos) {
            return this;
        }
        List<PodSeries> fresh = series().stream()
                .filter(pod -> pod.isKnown() && nowNanos - pod.sampledNanos() <= maxAgeNanos)
                .toList();
        return of(fresh, rows.base());
    }

    /** Returns a copy without the pod at {@code index}. */
    PackedPods without(int index) {
        List<PodSeries> left = series();
        left.remove(index);
        return of(left, rows.base());
    }

    /** Returns whether both have the same pods. */
    boolean hasRosterOf(PackedPods other) {
        return roster.hasPodsOf(other.roster);
    }
}
