package io.kubestats.store;

import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.UsageDetail;
import java.util.Arrays;
import java.util.List;

/**
 * What the full answer alone tells of the pods of a {@link PodRoster}: all numbers in one array, in which each detail
 * that is given out is a place. The same object until another full answer comes. They stay as they are for as long as a
 * view that shows them is open.
 */
final class PodDetails {
    private static final int OF_CONTAINER = UsageDetail.COUNT + ContainerDetail.COUNT;

    private final PodDetail.Names[] names;
    /** Where in the numbers each pod's begin, its containers' after its own, and where the last one's end. */
    private final int[] places;

    private final long[] numbers;

    private PodDetails(PodDetail.Names[] names, int[] places, long[] numbers) {
        this.names = names;
        this.places = places;
        this.numbers = numbers;
    }

    /** Of these pods. */
    static PodDetails of(List<PodSeries> pods) {
        PodDetail.Names[] names = names(pods);
        int[] places = places(names, pods);
        return written(names, places, new long[places[names.length]], pods);
    }

    /** This one if these pods have all of their details of it; or another one in {@code memory}. */
    PodDetails next(List<PodSeries> pods, RowMemory memory) {
        if (isOf(pods)) {
            return this;
        }
        PodDetail.Names[] newNames = names(pods);
        boolean same = Arrays.equals(names, newNames);
        int[] newPlaces = places(newNames, pods);
        long[] written = memory.takeLongs(newPlaces[newNames.length]);
        return written(same ? names : newNames, Arrays.equals(places, newPlaces) ? places : newPlaces, written, pods);
    }

    private boolean isOf(List<PodSeries> pods) {
        if (pods.size() != names.length) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            PodPoint point = pods.get(i).point();
            int at = places[i];
            if (!point.usage().detail().isIn(numbers, at) || !point.detail().isIn(numbers, at + UsageDetail.COUNT)) {
                return false;
            }
            at += UsageDetail.COUNT + names[i].count();
            List<ContainerPoint> containers = point.containers();
            if (at + containers.size() * OF_CONTAINER != places[i + 1]) {
                return false;
            }
            for (int j = 0; j < containers.size(); j++) {
                ContainerPoint container = containers.get(j);
                if (!container.usage().detail().isIn(numbers, at)
                        || !container.detail().isIn(numbers, at + UsageDetail.COUNT)) {
                    return false;
                }
                at += OF_CONTAINER;
            }
        }
        return true;
    }

    /** Pods with the same names have the same object. */
    private static PodDetail.Names[] names(List<PodSeries> pods) {
        PodDetail.Names[] names = new PodDetail.Names[pods.size()];
        for (int i = 0; i < names.length; i++) {
            PodDetail.Names own = pods.get(i).point().detail().names();
            names[i] = i > 0 && names[i - 1].equals(own) ? names[i - 1] : own;
        }
        return names;
    }

    private static int[] places(PodDetail.Names[] names, List<PodSeries> pods) {
        int[] places = new int[names.length + 1];
        for (int i = 0; i < names.length; i++) {
            int containers = pods.get(i).point().containers().size();
            places[i + 1] = places[i] + UsageDetail.COUNT + names[i].count() + containers * OF_CONTAINER;
        }
        return places;
    }

    private static PodDetails written(PodDetail.Names[] names, int[] places, long[] numbers, List<PodSeries> pods) {
        for (int i = 0; i < names.length; i++) {
            PodPoint point = pods.get(i).point();
            int at = places[i];
            point.usage().detail().copyTo(numbers, at);
            point.detail().copyTo(numbers, at + UsageDetail.COUNT);
            at += UsageDetail.COUNT + names[i].count();
            for (ContainerPoint container : point.containers()) {
                container.usage().detail().copyTo(numbers, at);
                container.detail().copyTo(numbers, at + UsageDetail.COUNT);
                at += OF_CONTAINER;
            }
        }
        return new PodDetails(names, places, numbers);
    }

    UsageDetail ofPodUsage(int pod) {
        return new UsageDetail(numbers, places[pod]);
    }

    PodDetail ofPod(int pod) {
        return new PodDetail(names[pod], numbers, places[pod] + UsageDetail.COUNT);
    }

    /** Of the container of that number among its pod's. */
    UsageDetail ofContainerUsage(int pod, int container) {
        return new UsageDetail(numbers, placeOf(pod, container));
    }

    /** Of the container of that number among its pod's. */
    ContainerDetail ofContainer(int pod, int container) {
        return new ContainerDetail(numbers, placeOf(pod, container) + UsageDetail.COUNT);
    }

    private int placeOf(int pod, int container) {
        return places[pod] + UsageDetail.COUNT + names[pod].count() + container * OF_CONTAINER;
    }

    int volumeCount() {
        int volumes = 0;
        for (PodDetail.Names of : names) {
            volumes += of.volumes().size();
        }
        return volumes;
    }

    /** The array that the numbers are in, not a copy. */
    long[] numbers() {
        return numbers;
    }
}
