package io.kubestats.store.series;

import io.kubestats.model.NodeBatch;
import io.kubestats.model.ResourceUsage;
import java.util.List;
import java.util.Optional;

/** The visible state of one node: the part of its series that is within the age limit. Immutable. */
public final class NodeSlice implements NodeView {
    private final NodeSeries node;
    private final Moment received;
    private final UsageSeries usage;
    /** The served pods. */
    private final PackedPods pods;

    private final long oldestNanos;

    private NodeSlice(NodeSeries node, Moment received, UsageSeries usage, PackedPods pods) {
        this.node = node;
        this.received = received;
        this.usage = usage;
        this.pods = pods;
        long oldest = usage.isKnown() ? older(received.nanos(), usage.sampledNanos()) : received.nanos();
        this.oldestNanos = pods.oldest(oldest);
    }

    /** Returns the visible state of a node at a time; empty if it has no points within the age limit. */
    public static Optional<NodeSlice> of(NodeSeries node, long nowNanos, long maxAgeNanos) {
        return node.received()
                .filter(received -> nowNanos - received.nanos() <= maxAgeNanos)
                .map(received -> new NodeSlice(
                        node,
                        received,
                        freshUsage(node.usage(), nowNanos, maxAgeNanos),
                        node.pods().fresh(nowNanos, maxAgeNanos)));
    }

    /** Returns the state that is still visible at a later time; this object if nothing has expired. */
    public Optional<NodeSlice> at(long nowNanos, long maxAgeNanos) {
        if (nowNanos - oldestNanos <= maxAgeNanos) {
            return Optional.of(this);
        }
        if (nowNanos - received.nanos() > maxAgeNanos) {
            return Optional.empty();
        }
        return Optional.of(new NodeSlice(
                node, received, freshUsage(usage, nowNanos, maxAgeNanos), pods.fresh(nowNanos, maxAgeNanos)));
    }

    private static UsageSeries freshUsage(UsageSeries usage, long nowNanos, long maxAgeNanos) {
        return usage.isKnown() && nowNanos - usage.sampledNanos() <= maxAgeNanos ? usage : UsageSeries.NONE;
    }

    /** Returns the earlier of two readings of the ticker, which may wrap. */
    public static long older(long nanos, long otherNanos) {
        return otherNanos - nanos < 0 ? otherNanos : nanos;
    }

    /** Returns the time at which the oldest visible point arrived, by the ticker. */
    public long oldestNanos() {
        return oldestNanos;
    }

    public int podCount() {
        return pods.size();
    }

    /** Returns whether both have the same pods, among the points and among the usages. */
    public boolean hasRosterOf(NodeSlice other) {
        return pods.hasRosterOf(other.pods) && node.pods().hasRosterOf(other.node.pods());
    }

    @Override
    public String node() {
        return node.node();
    }

    @Override
    public NodeBatch batch() {
        return node.batch();
    }

    @Override
    public PointCounts pointCounts() {
        return node.pods().pointCounts();
    }

    @Override
    public long receivedAtMillis() {
        return received.wallMillis();
    }

    @Override
    public Optional<ResourceUsage> usage() {
        return usage.isKnown() ? Optional.of(usage.usage()) : Optional.empty();
    }

    @Override
    public List<PodUsage> pods() {
        PodUsage[] usages = new PodUsage[pods.size()];
        for (int i = 0; i < usages.length; i++) {
            usages[i] = pods.usage(i);
        }
        return List.of(usages);
    }

    @Override
    public Optional<PodUsage> pod(String namespace, String name) {
        int at = pods.indexOf(namespace, name);
        return at < 0 ? Optional.empty() : Optional.of(pods.usage(at));
    }
}
