package io.kubestats.store;

import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.store.intake.IntakeFindings;
import io.kubestats.store.intake.NodeWriter;
import io.kubestats.store.series.BufferRecycler;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.Moment;
import io.kubestats.store.series.NodeSeries;
import io.kubestats.store.series.PodClaims;
import io.kubestats.store.series.PodSeries;
import io.kubestats.store.series.StoreLimits;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The series of all nodes, and the assignment of pods to nodes. Not thread-safe: used by the store's writers under
 * their lock.
 *
 * <p>Two nodes can report a pod that moved: the kubelet of the old node lags, or is dead and its last points have not
 * expired. The pod belongs to the node in its Pod object; without an object, to the node where it started later. If the
 * start times do not decide, the node that reported it first loses to the one that reports it now, and remains the
 * loser while its reports repeat, so that the two do not take the pod from each other in turns. A node whose points
 * have expired loses to any other.
 */
final class NodeSeriesTable {
    private final NodeWriter writer;
    private final BufferRecycler memory;
    private final ClusterState cluster;
    private final long maxAgeNanos;
    private final Map<String, NodeSeries> nodes = new HashMap<>();
    private final PodNodeIndex owners = new PodNodeIndex();

    NodeSeriesTable(StoreLimits limits, BufferRecycler memory, ClusterState cluster) {
        this.writer = new NodeWriter(limits, memory, cluster);
        this.cluster = cluster;
        this.memory = memory;
        this.maxAgeNanos = limits.maxSampleAge().toNanos();
    }

    /** Stores a batch and returns the nodes that it changed. */
    Map<String, NodeSeries> accept(NodeBatch batch, Moment now, IntakeFindings findings) {
        String node = batch.node();
        Map<String, NodeSeries> changed = new LinkedHashMap<>();
        memory.begin();
        NodeSeries held = nodes.getOrDefault(node, NodeSeries.withoutResponses(node));
        put(changed, writer.next(held, batch, now, findings, new Claims(node, now, changed, findings)));
        return changed;
    }

    /** Drops a node and returns its series, if there was one. */
    Optional<NodeSeries> forget(String node) {
        Optional<NodeSeries> forgotten = Optional.ofNullable(nodes.remove(node));
        forgotten.ifPresent(series -> {
            for (int i = 0; i < series.pods().size(); i++) {
                owners.remove(series.pods().ref(i), node);
            }
        });
        return forgotten;
    }

    int nodeCount() {
        return nodes.size();
    }

    /** Returns the number of assigned pods, for tests; it equals the number of pods in all series. */
    int ownedCount() {
        return owners.size();
    }

    private void put(Map<String, NodeSeries> changed, NodeSeries series) {
        String node = series.node();
        NodeSeries before = nodes.put(node, series);
        if (before != null) {
            memory.replace(before.pods(), series.pods());
        }
        changed.put(node, series);
    }

    private final class Claims implements PodClaims {
        private final String node;
        private final Moment now;
        private final Map<String, NodeSeries> changed;
        private final IntakeFindings findings;

        Claims(String node, Moment now, Map<String, NodeSeries> changed, IntakeFindings findings) {
            this.node = node;
            this.now = now;
            this.changed = changed;
            this.findings = findings;
        }

        @Override
        public boolean claim(PodPoint pod, boolean lostBefore) {
            Optional<String> bound = cluster.pod(
                            pod.ref().namespace(), pod.ref().name())
                    .map(ClusterState.PodState::node)
                    .filter(name -> !name.isEmpty());
            if (bound.filter(name -> !name.equals(node)).isPresent()) {
                return false;
            }
            Optional<NodeSeries> owner = owners.of(pod.ref()).map(nodes::get);
            if (owner.isPresent()) {
                if (bound.isEmpty() && !isLaterThan(owner.get(), pod, lostBefore)) {
                    return false;
                }
                put(changed, owner.get().without(pod.ref()));
                findings.podGone();
            }
            owners.put(pod.ref(), node);
            return true;
        }

        private boolean isLaterThan(NodeSeries owner, PodPoint pod, boolean lostBefore) {
            PodSeries owned = owner.pod(pod.ref());
            if (isTooOld(owner, owned)) {
                return true;
            }
            long ownedStart = owned.point().usage().startTimeMillis();
            long start = pod.usage().startTimeMillis();
            boolean startsDiffer = isPresent(ownedStart) && isPresent(start) && ownedStart != start;
            return startsDiffer ? start > ownedStart : !lostBefore;
        }

        private boolean isTooOld(NodeSeries owner, PodSeries owned) {
            return owner.received()
                            .filter(received -> now.nanos() - received.nanos() <= maxAgeNanos)
                            .isEmpty()
                    || (owned.isKnown() && now.nanos() - owned.sampledNanos() > maxAgeNanos);
        }

        @Override
        public void release(PodRef pod) {
            owners.remove(pod, node);
            findings.podGone();
        }
    }
}
