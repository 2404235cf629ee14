package io.kubestats.testing;

import io.kubestats.model.AnswerForm;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.Reading;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.PointCounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A view with content set by a test, without a store. Immutable. */
public final class FakeUsageView implements UsageView {
    private static final NodePoint POINT = new NodePoint(UsagePoint.ABSENT, List.of(), NodeDetail.ABSENT);

    private final long rosterVersion;
    private final List<NodeView> nodes;
    private final Map<String, NodeView> byName = new HashMap<>();

    private FakeUsageView(long rosterVersion, Collection<NodeView> nodes) {
        this.rosterVersion = rosterVersion;
        this.nodes = List.copyOf(nodes);
        for (NodeView node : nodes) {
            byName.put(node.node(), node);
        }
    }

    /** Returns a view of these nodes. */
    public static FakeUsageView of(long rosterVersion, Collection<? extends NodeView> nodes) {
        Map<String, NodeView> sorted = new TreeMap<>();
        nodes.forEach(node -> sorted.put(node.node(), node));
        return new FakeUsageView(rosterVersion, sorted.values());
    }

    /** Returns a node with its own usage and that of its pods. */
    public static NodeView node(String name, ResourceUsage usage, PodUsage... pods) {
        return new FakeNodeView(name, Optional.of(usage), List.of(pods));
    }

    /** Returns a node whose own usage is unknown. */
    public static NodeView nodeWithoutUsage(String name, PodUsage... pods) {
        return new FakeNodeView(name, Optional.empty(), List.of(pods));
    }

    /** Returns a pod with the time of its first container. */
    public static PodUsage pod(String namespace, String name, ContainerUsage... containers) {
        ResourceUsage first = containers[0].usage();
        return new PodUsage(
                new PodRef(namespace, name, ""),
                Reading.ABSENT,
                first.timestampMillis(),
                first.windowMillis(),
                List.of(containers));
    }

    @Override
    public long takenAtMillis() {
        return 0;
    }

    @Override
    public List<NodeView> nodes() {
        return nodes;
    }

    @Override
    public Optional<NodeView> node(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public long rosterVersion() {
        return rosterVersion;
    }

    /** Does nothing; the view can be read forever. */
    @Override
    public void close() {}

    private static final class FakeNodeView implements NodeView {
        private final String node;
        private final Optional<ResourceUsage> usage;
        private final List<PodUsage> pods;
        private final Map<String, PodUsage> byName = new HashMap<>();

        FakeNodeView(String node, Optional<ResourceUsage> usage, List<PodUsage> pods) {
            this.node = node;
            this.usage = usage;
            this.pods = pods;
            for (PodUsage pod : pods) {
                byName.put(pod.ref().name(), pod);
            }
        }

        @Override
        public String node() {
            return node;
        }

        @Override
        public NodeBatch batch() {
            return new NodeBatch(node, AnswerForm.SUMMARY, POINT, List.of(), Map.of());
        }

        @Override
        public PointCounts pointCounts() {
            return new PointCounts(0, 0, 0);
        }

        @Override
        public long receivedAtMillis() {
            return 0;
        }

        @Override
        public Optional<ResourceUsage> usage() {
            return usage;
        }

        @Override
        public List<PodUsage> pods() {
            return pods;
        }

        /** Searches by name first, since two pods of a node rarely share one. */
        @Override
        public Optional<PodUsage> pod(String namespace, String name) {
            PodUsage pod = byName.get(name);
            return pod != null && pod.ref().namespace().equals(namespace)
                    ? Optional.of(pod)
                    : pods.stream()
                            .filter(other -> other.ref().name().equals(name)
                                    && other.ref().namespace().equals(namespace))
                            .findFirst();
        }
    }
}
