package io.kubestats.exporter.families;

import io.kubestats.model.ContainerPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.VolumePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Deduplicator of the names in a batch, because two series with the same labels make Prometheus reject the whole
 * scrape. A batch without duplicates costs one pass over the hashes of its names and is returned unchanged. Not
 * thread-safe.
 */
public final class DistinctPoints {
    private long[] hashes = new long[64];

    /**
     * Returns {@code batch}, or a copy without duplicates: the pod that started last and the first of everything else
     * win.
     */
    public NodeBatch of(NodeBatch batch) {
        return isDistinct(batch) ? batch : distinct(batch);
    }

    private boolean isDistinct(NodeBatch batch) {
        List<PodPoint> pods = batch.pods();
        reserve(pods.size());
        for (int i = 0; i < pods.size(); i++) {
            PodRef ref = pods.get(i).ref();
            hashes[i] = ((long) ref.namespace().hashCode() << 32) ^ (ref.name().hashCode() & 0xffffffffL);
        }
        boolean distinct = areDistinct(pods.size())
                && isDistinct(batch.point().systemContainers(), ContainerPoint::name)
                && isDistinct(batch.point().detail().network().interfaces(), InterfacePoint::name);
        for (int i = 0; distinct && i < pods.size(); i++) {
            PodPoint pod = pods.get(i);
            distinct = isDistinct(pod.containers(), ContainerPoint::name)
                    && isDistinct(pod.detail().interfaces(), InterfacePoint::name)
                    && isDistinct(pod.detail().volumes(), VolumePoint::name);
        }
        return distinct;
    }

    private <T> boolean isDistinct(List<T> points, Function<T, String> name) {
        reserve(points.size());
        for (int i = 0; i < points.size(); i++) {
            hashes[i] = name.apply(points.get(i)).hashCode();
        }
        return areDistinct(points.size());
    }

    private void reserve(int size) {
        if (size > hashes.length) {
            hashes = new long[size * 2];
        }
    }

    /** Returns whether all hashes differ. A collision counts as a duplicate; the copy made then compares the names. */
    private boolean areDistinct(int size) {
        if (size < 2) {
            return true;
        }
        Arrays.sort(hashes, 0, size);
        for (int i = 1; i < size; i++) {
            if (hashes[i] == hashes[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static NodeBatch distinct(NodeBatch batch) {
        NodePoint node = batch.point();
        NodeDetail detail = node.detail();
        NodeDetail newDetail = new NodeDetail(
                detail.bootTimeMillis(),
                distinct(detail.network()),
                detail.fs(),
                detail.imageFs(),
                detail.containerFs(),
                detail.pids(),
                detail.pidsMax(),
                detail.ioPressure(),
                detail.pressureAverages());
        List<ContainerPoint> systemContainers = first(node.systemContainers(), ContainerPoint::name);
        List<PodPoint> pods = new ArrayList<>();
        for (PodPoint pod : distinct(batch.pods(), DistinctPoints::name, DistinctPoints::later)) {
            pods.add(distinct(pod));
        }
        NodePoint newNode = new NodePoint(node.usage(), systemContainers, newDetail);
        return new NodeBatch(batch.node(), batch.form(), newNode, pods, batch.anomalies());
    }

    private static PodPoint distinct(PodPoint pod) {
        PodDetail detail = pod.detail();
        PodDetail newDetail = new PodDetail(
                distinct(detail.network()),
                first(detail.volumes(), VolumePoint::name),
                detail.ephemeralStorage(),
                detail.ioPressure(),
                detail.processCount());
        return new PodPoint(pod.ref(), pod.usage(), first(pod.containers(), ContainerPoint::name), newDetail);
    }

    private static NetworkPoint distinct(NetworkPoint network) {
        return new NetworkPoint(
                network.timeMillis(), network.defaultInterface(), first(network.interfaces(), InterfacePoint::name));
    }

    private static <T> List<T> first(List<T> points, Function<T, Object> key) {
        return distinct(points, key, (one, other) -> one);
    }

    private static <T> List<T> distinct(List<T> points, Function<T, Object> key, BinaryOperator<T> choice) {
        Map<Object, T> byKey = new LinkedHashMap<>();
        for (T point : points) {
            byKey.merge(key.apply(point), point, choice);
        }
        return List.copyOf(byKey.values());
    }

    private static Object name(PodPoint pod) {
        return List.of(pod.ref().namespace(), pod.ref().name());
    }

    private static PodPoint later(PodPoint one, PodPoint other) {
        return other.usage().startTimeMillis() > one.usage().startTimeMillis() ? other : one;
    }
}
