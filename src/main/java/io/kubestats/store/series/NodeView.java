package io.kubestats.store.series;

import io.kubestats.model.NodeBatch;
import io.kubestats.model.ResourceUsage;
import java.util.List;
import java.util.Optional;

/** The usage of one node in a view. It does not change until the view is closed. */
public interface NodeView {
    /** Returns the node's name. */
    String node();

    /**
     * Returns the node's last points, fast and full lane merged. No two pods have one name, nor two containers, volumes
     * or interfaces of one pod or node: decoders and writers reject duplicates.
     */
    NodeBatch batch();

    /** Returns the numbers of points in {@link #batch()}, without creating them. */
    PointCounts pointCounts();

    /** Returns the time of the last response with the newest points, by the local clock, Unix time in milliseconds. */
    long receivedAtMillis();

    /** Returns the node's own usage; absent until a rate is known. */
    Optional<ResourceUsage> usage();

    /** Returns the pods whose containers all have a rate, in the order of the batch. */
    List<PodUsage> pods();

    /** Returns the pod of that name from {@link #pods()}, recreated, if it is there. */
    Optional<PodUsage> pod(String namespace, String name);
}
