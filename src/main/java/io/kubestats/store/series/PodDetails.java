package io.kubestats.store.series;

import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.DetailNumbers;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import java.util.Arrays;
import java.util.List;

/**
 * The details, from the last full response, of the pods of a {@link PodRoster}. All numbers are in one array, and each
 * detail is a slice of it. The same object is kept until the next full response. The content does not change while a
 * view that shows it is open.
 */
final class PodDetails {
    private static final int OF_CONTAINER = UsageDetail.COUNT + ContainerDetail.COUNT;

    private final PodDetail.Names[] names;
    /** For each pod and each of its containers, the index of its first number; at the end, the count of all numbers. */
    private final int[] places;

    private final PackedNumbers numbers;

    private PodDetails(PodDetail.Names[] names, int[] places, PackedNumbers numbers) {
        this.names = names;
        this.places = places;
        this.numbers = numbers;
    }

    /** Returns the details of these pods. */
    static PodDetails of(List<PodSeries> pods) {
        PodDetail.Names[] names = names(pods);
        NumberWriter writer = new NumberWriter();
        put(writer, pods);
        PackedNumbers numbers = writer.numbersIn(new long[writer.neededGroups()], new byte[writer.neededBytes()]);
        return new PodDetails(names, places(names, pods), numbers);
    }

    /** Returns this object if it holds all details of these pods, or else a new one with buffers of {@code memory}. */
    PodDetails next(List<PodSeries> pods, BufferRecycler memory) {
        if (isOf(pods)) {
            return this;
        }
        PodDetail.Names[] newNames = names(pods);
        int[] newPlaces = places(newNames, pods);
        NumberWriter writer = memory.numberWriter();
        put(writer, pods);
        PackedNumbers written =
                writer.numbersIn(memory.takeLongs(writer.neededGroups()), memory.takeBytes(writer.neededBytes()));
        return new PodDetails(
                Arrays.equals(names, newNames) ? names : newNames,
                Arrays.equals(places, newPlaces) ? places : newPlaces,
                written);
    }

    private boolean isOf(List<PodSeries> pods) {
        if (pods.size() != names.length) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            PodPoint point = pods.get(i).point();
            List<ContainerPoint> containers = point.containers();
            if (!areAt(places[i], point.usage(), point.detail()) || placeOf(i, containers.size()) != places[i + 1]) {
                return false;
            }
            for (int j = 0; j < containers.size(); j++) {
                ContainerPoint container = containers.get(j);
                if (!areAt(placeOf(i, j), container.usage(), container.detail())) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean areAt(int place, UsagePoint usage, DetailNumbers detail) {
        return usage.detail().areOf(numbers, place) && detail.areOf(numbers, place + UsageDetail.COUNT);
    }

    /** Returns the names of interfaces and volumes per pod; equal ones are one object. */
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

    private static void put(NumberWriter writer, List<PodSeries> pods) {
        for (PodSeries pod : pods) {
            PodPoint point = pod.point();
            put(writer, point.usage(), point.detail());
            for (ContainerPoint container : point.containers()) {
                put(writer, container.usage(), container.detail());
            }
        }
    }

    private static void put(NumberWriter writer, UsagePoint usage, DetailNumbers detail) {
        usage.detail().forEach(writer);
        detail.forEach(writer);
    }

    UsageDetail ofPodUsage(int pod) {
        return new UsageDetail(numbers, places[pod]);
    }

    PodDetail ofPod(int pod) {
        return new PodDetail(names[pod], numbers, places[pod] + UsageDetail.COUNT);
    }

    /** Returns the usage details of a container by its index in the pod. */
    UsageDetail ofContainerUsage(int pod, int container) {
        return new UsageDetail(numbers, placeOf(pod, container));
    }

    /** Returns the details of a container by its index in the pod. */
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

    PackedNumbers numbers() {
        return numbers;
    }
}
