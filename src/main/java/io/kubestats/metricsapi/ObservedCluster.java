package io.kubestats.metricsapi;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NodeCatalog;
import io.kubestats.cluster.NodeLister;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodCatalog;
import io.kubestats.cluster.PodLister;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as reported by kubelets, for use without an API server: nodes and pods, without labels. Rebuilt only when
 * the roster has changed. Thread-safe.
 */
public final class ObservedCluster implements NodeLister, PodLister {
    private final Supplier<UsageView> views;

    /** Two threads may build the same roster concurrently, which is cheaper than waiting. */
    private volatile @Nullable Roster last;

    private record Roster(long version, NodeCatalog nodes, PodCatalog pods) {}

    /** Creates a cluster of the objects in the current view. */
    public ObservedCluster(Supplier<UsageView> views) {
        this.views = requireNonNull(views, "views");
    }

    @Override
    public Optional<NodeMeta> node(String name) {
        return roster().nodes.node(name);
    }

    @Override
    public List<NodeMeta> nodes(LabelSelector selector) {
        return roster().nodes.nodes(selector);
    }

    @Override
    public Optional<PodMeta> pod(String namespace, String name) {
        return roster().pods.pod(namespace, name);
    }

    @Override
    public List<PodMeta> pods(LabelSelector selector) {
        return roster().pods.pods(selector);
    }

    @Override
    public List<PodMeta> pods(String namespace, LabelSelector selector) {
        return roster().pods.pods(namespace, selector);
    }

    private Roster roster() {
        try (UsageView view = views.get()) {
            Roster made = last;
            if (made != null && made.version == view.rosterVersion()) {
                return made;
            }
            Roster roster = new Roster(view.rosterVersion(), nodes(view), pods(view));
            last = roster;
            return roster;
        }
    }

    private static NodeCatalog nodes(UsageView view) {
        List<NodeMeta> nodes = new ArrayList<>();
        for (NodeView node : view.nodes()) {
            nodes.add(new NodeMeta(node.node(), Map.of()));
        }
        return NodeCatalog.of(nodes);
    }

    /** Returns the pods. One that two kubelets report has moved, and belongs to the node that measured it last. */
    private static PodCatalog pods(UsageView view) {
        record Name(String namespace, String name) {}
        record Seen(PodMeta pod, long timestampMillis) {}
        Map<Name, Seen> newest = new HashMap<>();
        for (NodeView node : view.nodes()) {
            for (PodUsage pod : node.pods()) {
                String namespace = pod.ref().namespace();
                String name = pod.ref().name();
                Seen seen = new Seen(new PodMeta(namespace, name, node.node(), Map.of()), pod.timestampMillis());
                newest.merge(new Name(namespace, name), seen, (a, b) -> b.timestampMillis > a.timestampMillis ? b : a);
            }
        }
        return PodCatalog.of(newest.values().stream().map(Seen::pod).toList());
    }
}
