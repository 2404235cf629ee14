package io.kubestats.store.intake;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.Anomaly;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.store.series.PackedPods;
import io.kubestats.store.series.PodSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The pods of one response, sorted by {@link PodSeries#BY_NAME}, without duplicates.
 *
 * <p>Of two runs of a pod, as when a StatefulSet's pod was recreated and the kubelet reports both
 * (kubernetes/kubernetes#134518), the one that started later is kept. Sample times do not distinguish runs.
 *
 * @param ambiguous names of pods whose runs cannot be distinguished; none of these runs is kept
 */
record SortedPods(List<PodPoint> pods, List<PodRef> ambiguous) {
    private static final Comparator<PodPoint> BY_NAME = Comparator.comparing(PodPoint::ref, PodSeries.BY_NAME);

    static SortedPods of(PackedPods held, List<PodPoint> pods, IntakeFindings findings) {
        if (isOrdered(held, pods)) {
            return new SortedPods(pods, List.of());
        }
        PodPoint[] points = pods.toArray(PodPoint[]::new);
        Arrays.sort(points, BY_NAME);
        List<PodPoint> sorted = new ArrayList<>(points.length);
        List<PodRef> ambiguous = new ArrayList<>(0);
        int from = 0;
        while (from < points.length) {
            int to = from + 1;
            boolean distinct = true;
            PodPoint latest = points[from];
            while (to < points.length && points[to].ref().sameName(points[from].ref())) {
                findings.count(Anomaly.DUPLICATE);
                long order = Long.compare(start(points[to]), start(latest));
                distinct = order != 0 || (points[to].equals(latest) && distinct);
                latest = order > 0 ? points[to] : latest;
                to++;
            }
            if (distinct) {
                sorted.add(latest);
            } else {
                ambiguous.add(latest.ref());
            }
            from = to;
        }
        return new SortedPods(sorted, ambiguous);
    }

    boolean isAmbiguous(PodRef pod) {
        return !ambiguous.isEmpty() && ambiguous.stream().anyMatch(pod::sameName);
    }

    /** Returns the start time of the pod, or of its latest container; absent sorts first. */
    private static long start(PodPoint pod) {
        long start = pod.usage().startTimeMillis();
        if (isPresent(start)) {
            return start;
        }
        for (ContainerPoint container : pod.containers()) {
            start = Math.max(start, container.usage().startTimeMillis());
        }
        return start;
    }

    /**
     * Returns whether these are the stored pods in the same order. Comparing strings, which usually are the same
     * objects, is much cheaper than sorting them.
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
}
