package io.kubestats.store.series;

import io.kubestats.model.NodeBatch;
import io.kubestats.model.ResourceUsage;
import java.util.List;
import java.util.Optional;

/** The usage of one node in a view. It does not change until the view is closed. */
public interface NodeView {
    /** The node's name. */
    String node();

    /**
     * Returns the node's last points, fast and full lane merged. No two pods have one name, nor two containers, volumes
     * or interfaces of one pod or node: decoders and writers reject duplicates.
     */
    NodeBatch batch();

    /** How many points {@link #batch()} has, without making them. */
    PointCounts pointCounts();

    /** When the newest points were last told, Unix time in milliseconds by our clock. */
    long receivedAtMillis();

    /** The node's own use; absent until a rate is known. */
    Optional<ResourceUsage> usage();

    /** The pods whose containers all have a rate, in the order of the batch. */
    List<PodUsage> pods();

    /** The pod of that name, recreated, if it is among {@link #pods()}. */
    Optional<PodUsage> pod(String namespace, String name);
}
