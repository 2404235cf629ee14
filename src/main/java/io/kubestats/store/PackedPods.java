package io.kubestats.store;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a node's pods between two answers: what changes with each of them as rows of bytes, and what the full
 * answer alone tells as the objects that it was decoded into. A pod's series is made of it when it is asked for: a
 * collection of garbage costs by the number of objects that are kept, and each sample that is kept becomes garbage of
 * the old generation. Immutable.
 */
final class PackedPods {
    /** No pods. */
    static final PackedPods NONE = of(List.of(), new Moment(0, 0));

    private static final int BYTES_OF_POD = 40;
    private static final int BYTES_OF_CONTAINER = 80;

    private final Moment base;
    private final PodRef[] refs;
    private final PodDetail[] details;
    private final UsageDetail[] usageDetails;
    /** Where in the arrays of the containers each pod's begin, and where the last one's end. */
    private final int[] bounds;

    private final String[] containers;
    private final ContainerDetail[] containerDetails;
    private final UsageDetail[] containerUsageDetails;
    /** Where in {@link #rows} each pod's row begins, and each container's. */
    private final int[] podRows;

    private final int[] containerRows;
    /** Of a pod its point and when it was told; of a container the usage, the point and the rest of the series. */
    private final byte[] rows;

    /** By pod, of the few that have one. */
    private final Map<Integer, PodUsage> carried;

    private final int known;
    private final int knownContainers;
    private final long oldestNanos;

    private PackedPods(List<PodSeries> pods, int containers, Moment base) {
        this.base = base;
        this.refs = new PodRef[pods.size()];
        this.details = new PodDetail[refs.length];
        this.usageDetails = new UsageDetail[refs.length];
        this.bounds = new int[refs.length + 1];
        this.containers = new String[containers];
        this.containerDetails = new ContainerDetail[containers];
        this.containerUsageDetails = new UsageDetail[containers];
        this.podRows = new int[refs.length];
        this.containerRows = new int[containers];
        this.carried = carried(pods);
        RowWriter writer = new RowWriter(base, refs.length * BYTES_OF_POD + containers * BYTES_OF_CONTAINER);
        int knownPods = 0;
        int served = 0;
        long oldest = 0;
        for (int i = 0; i < refs.length; i++) {
            PodSeries pod = pods.get(i);
            put(writer, i, pod);
            if (pod.isKnown()) {
                oldest = knownPods == 0 ? pod.toldNanos() : NodeSlice.older(oldest, pod.toldNanos());
                knownPods++;
                served += pod.knownContainers();
            }
        }
        this.rows = writer.toBytes();
        this.known = knownPods;
        this.knownContainers = served;
        this.oldestNanos = oldest;
    }

    /**
     * Of these pods, which are sorted by {@link PodSeries#BY_NAME}.
     *
     * @param base a moment near their samples: the nearer, the less room they take
     */
    static PackedPods of(List<PodSeries> pods, Moment base) {
        int containers = 0;
        for (PodSeries pod : pods) {
            containers += pod.containers().size();
        }
        return new PackedPods(pods, containers, base);
    }

    private static Map<Integer, PodUsage> carried(List<PodSeries> pods) {
        Map<Integer, PodUsage> found = new HashMap<>();
        for (int i = 0; i < pods.size(); i++) {
            int pod = i;
            pods.get(i).carried().ifPresent(usage -> found.put(pod, usage));
        }
        return Map.copyOf(found);
    }

    private void put(RowWriter writer, int pod, PodSeries series) {
        PodPoint point = series.point();
        refs[pod] = point.ref();
        details[pod] = point.detail();
        usageDetails[pod] = point.usage().detail();
        podRows[pod] = writer.size();
        writer.point(point.usage());
        writer.nanos(series.toldNanos());
        int at = bounds[pod];
        for (int i = 0; i < point.containers().size(); i++) {
            ContainerPoint container = point.containers().get(i);
            UsageSeries of = series.containers().get(i);
            containers[at] = container.name();
            containerDetails[at] = container.detail();
            containerUsageDetails[at] = container.usage().detail();
            containerRows[at] = writer.size();
            writer.usage(of.usage());
            writer.point(container.usage(), of.usage());
            writer.series(of, container.usage());
            at++;
        }
        bounds[pod + 1] = at;
    }

    int size() {
        return refs.length;
    }

    PointCounts pointCounts() {
        int volumes = 0;
        for (PodDetail detail : details) {
            volumes += detail.volumes().size();
        }
        return new PointCounts(refs.length, containers.length, volumes);
    }

    /** How many of the pods have a usage. */
    int knownCount() {
        return known;
    }

    /** How many containers those have. */
    int knownContainerCount() {
        return knownContainers;
    }

    PodRef ref(int pod) {
        return refs[pod];
    }

    /** Where the pod of that name is; {@code -1 - i} if there is none and it would be at {@code i}. */
    int indexOf(String namespace, String name) {
        return SortedNames.indexOf(refs.length, i -> {
            int order = refs[i].namespace().compareTo(namespace);
            return order != 0 ? order : refs[i].name().compareTo(name);
        });
    }

    /** The pod at {@code index}, made anew. */
    PodSeries series(int index) {
        RowReader podRow = new RowReader(base, rows, podRows[index]);
        UsagePoint podUsage = podRow.point(usageDetails[index]);
        long toldNanos = podRow.nanos();
        ContainerPoint[] points = new ContainerPoint[bounds[index + 1] - bounds[index]];
        UsageSeries[] series = new UsageSeries[points.length];
        for (int i = 0; i < points.length; i++) {
            int at = bounds[index] + i;
            RowReader row = new RowReader(base, rows, containerRows[at]);
            ResourceUsage usage = row.usage();
            UsagePoint point = row.point(usage, containerUsageDetails[at]);
            points[i] = new ContainerPoint(containers[at], point, containerDetails[at]);
            series[i] = row.series(usage, point);
        }
        return new PodSeries(
                new PodPoint(refs[index], podUsage, List.of(points), details[index]),
                List.of(series),
                Optional.ofNullable(carried.get(index)),
                toldNanos);
    }

    /** What is served of the pod at {@code index}, made anew without the rest of its series. */
    PodUsage usage(int index) {
        PodUsage earlier = carried.get(index);
        if (earlier != null) {
            return earlier;
        }
        int from = bounds[index];
        ContainerUsage[] usages = new ContainerUsage[bounds[index + 1] - from];
        int size = 0;
        for (int at = from; at < bounds[index + 1]; at++) {
            ResourceUsage usage = new RowReader(base, rows, containerRows[at]).usage();
            if (isPresent(usage.cpuNanoCores())) {
                usages[size++] = new ContainerUsage(containers[at], usage);
            }
        }
        return PodSeries.usage(
                refs[index],
                new RowReader(base, rows, podRows[index]).startTimeMillis(),
                List.of(size == usages.length ? usages : Arrays.copyOf(usages, size)));
    }

    /** All pods, made anew. */
    List<PodSeries> series() {
        List<PodSeries> pods = new ArrayList<>(refs.length);
        for (int i = 0; i < refs.length; i++) {
            pods.add(series(i));
        }
        return pods;
    }

    /** The points of all pods, made anew. */
    List<PodPoint> points() {
        PodPoint[] points = new PodPoint[refs.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = series(i).point();
        }
        return List.of(points);
    }

    /** The earlier of {@code nanos} and when the oldest of the pods' usages was told, by our ticker. */
    long oldest(long nanos) {
        return known == 0 ? nanos : NodeSlice.older(nanos, oldestNanos);
    }

    /** Those whose usage is known and not too old. */
    PackedPods fresh(long nowNanos, long maxAgeNanos) {
        if (known == refs.length && nowNanos - oldest(nowNanos) <= maxAgeNanos) {
            return this;
        }
        List<PodSeries> fresh = series().stream()
                .filter(pod -> pod.isKnown() && nowNanos - pod.toldNanos() <= maxAgeNanos)
                .toList();
        return of(fresh, base);
    }

    /** The same without the pod at {@code index}. */
    PackedPods without(int index) {
        List<PodSeries> left = series();
        left.remove(index);
        return of(left, base);
    }

    /** Whether both are of the same pods. */
    boolean hasRosterOf(PackedPods other) {
        return Arrays.equals(refs, other.refs);
    }
}
