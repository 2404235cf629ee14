package io.kubestats.store;

import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.model.ResourceUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What readers see of one node: the part of its series that is within the age limit. Immutable. */
final class NodeSlice implements NodeView {
    private final NodeBatch batch;
    private final Moment received;
    private final UsageSeries usage;
    private final List<PodSeries> series;
    private final List<PodUsage> pods;
    private final int containers;
    private final long oldestNanos;

    private NodeSlice(NodeBatch batch, Moment received, UsageSeries usage, List<PodSeries> series) {
        this.batch = batch;
        this.received = received;
        this.usage = usage;
        this.series = series;
        long oldest = received.nanos();
        if (usage.isKnown()) {
            oldest = older(oldest, usage.toldNanos());
        }
        PodUsage[] known = new PodUsage[series.size()];
        int containerCount = 0;
        for (int i = 0; i < known.length; i++) {
            known[i] = series.get(i).usage();
            containerCount += known[i].containers().size();
            oldest = older(oldest, series.get(i).toldNanos());
        }
        this.pods = List.of(known);
        this.containers = containerCount;
        this.oldestNanos = oldest;
    }

    /** What is to be seen of a node at a moment; empty if it has no points within the age limit. */
    static Optional<NodeSlice> of(NodeSeries node, long nowNanos, long maxAgeNanos) {
        return node.received()
                .filter(received -> nowNanos - received.nanos() <= maxAgeNanos)
                .map(received -> new NodeSlice(
                        node.batch(),
                        received,
                        freshUsage(node.usage(), nowNanos, maxAgeNanos),
                        freshPods(node.pods(), nowNanos, maxAgeNanos)));
    }

    /** What is still to be seen at a later moment: this slice itself if that is all of it. */
    Optional<NodeSlice> at(long nowNanos, long maxAgeNanos) {
        if (nowNanos - oldestNanos <= maxAgeNanos) {
            return Optional.of(this);
        }
        if (nowNanos - received.nanos() > maxAgeNanos) {
            return Optional.empty();
        }
        return Optional.of(new NodeSlice(
                batch, received, freshUsage(usage, nowNanos, maxAgeNanos), freshPods(series, nowNanos, maxAgeNanos)));
    }

    private static UsageSeries freshUsage(UsageSeries usage, long nowNanos, long maxAgeNanos) {
        return usage.isKnown() && nowNanos - usage.toldNanos() <= maxAgeNanos ? usage : UsageSeries.NONE;
    }

    private static List<PodSeries> freshPods(List<PodSeries> pods, long nowNanos, long maxAgeNanos) {
        List<PodSeries> fresh = new ArrayList<>(pods.size());
        for (PodSeries pod : pods) {
            if (pod.isKnown() && nowNanos - pod.toldNanos() <= maxAgeNanos) {
                fresh.add(pod);
            }
        }
        return fresh.size() == pods.size() ? pods : List.copyOf(fresh);
    }

    /** The earlier of two counts of the ticker, which may wrap. */
    static long older(long nanos, long otherNanos) {
        return otherNanos - nanos < 0 ? otherNanos : nanos;
    }

    /** When the oldest of all that is seen came in, by our ticker. */
    long oldestNanos() {
        return oldestNanos;
    }

    int containerCount() {
        return containers;
    }

    /** Whether both have the same pods, in the batch and among the usages. */
    boolean hasRosterOf(NodeSlice other) {
        if (pods.size() != other.pods.size()
                || batch.pods().size() != other.batch.pods().size()) {
            return false;
        }
        for (int i = 0; i < pods.size(); i++) {
            if (!pods.get(i).ref().equals(other.pods.get(i).ref())) {
                return false;
            }
        }
        for (int i = 0; i < batch.pods().size(); i++) {
            PodPoint pod = batch.pods().get(i);
            if (!pod.ref().equals(other.batch.pods().get(i).ref())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String node() {
        return batch.node();
    }

    @Override
    public NodeBatch batch() {
        return batch;
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
        return pods;
    }

    @Override
    public Optional<PodUsage> pod(String namespace, String name) {
        int at = SortedNames.indexOf(pods, pod -> {
            int order = pod.ref().namespace().compareTo(namespace);
            return order != 0 ? order : pod.ref().name().compareTo(name);
        });
        return at < 0 ? Optional.empty() : Optional.of(pods.get(at));
    }
}
