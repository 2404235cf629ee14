package io.kubestats.metricsapi;

import io.kubestats.cluster.LabelSelector;
import io.kubestats.cluster.NodeLister;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodLister;
import io.kubestats.cluster.PodMeta;
import io.kubestats.store.NodeView;
import io.kubestats.store.UsageView;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The objects that are served: what exists by the listers, joined with what is known of its use by one view per
 * request. Safe for any number of threads.
 */
final class MetricsSource {
    private final Supplier<UsageView> views;
    private final NodeLister nodes;
    private final PodLister pods;
    private final Pager<NodeMeta> nodePager;
    private final Pager<PodMeta> podPager;

    MetricsSource(Supplier<UsageView> views, NodeLister nodes, PodLister pods, Clock clock) {
        this.views = views;
        this.nodes = nodes;
        this.pods = pods;
        this.nodePager = new Pager<>(clock, node -> "", NodeMeta::name);
        this.podPager = new Pager<>(clock, PodMeta::namespace, PodMeta::name);
    }

    /** The nodes, or the pods of all namespaces or of one. */
    Page list(ApiResource resource, Optional<String> namespace, ListOptions options) throws ApiStatusException {
        UsageView view = views.get();
        return switch (resource) {
            case NODES -> nodePager.page(nodes(options), options, node -> use(view, node));
            case PODS -> podPager.page(pods(namespace, options), options, pod -> use(view, pod));
        };
    }

    /**
     * The node of that name.
     *
     * @throws ApiStatusException 404 if there is no such node, or nothing is known of its use
     */
    ObjectMetrics node(String name) throws ApiStatusException {
        Optional<NodeMeta> node = nodes.node(name);
        if (node.isEmpty()) {
            throw ApiStatus.noSuchObject("node", name).asException();
        }
        return use(views.get(), node.get())
                .orElseThrow(() -> ApiStatus.noMetrics(ApiResource.NODES, name).asException())
                .get();
    }

    /**
     * The pod of that name.
     *
     * @throws ApiStatusException 404 if there is no such pod, or nothing is known of its use
     */
    ObjectMetrics pod(String namespace, String name) throws ApiStatusException {
        Optional<PodMeta> pod = pods.pod(namespace, name);
        if (pod.isEmpty()) {
            throw ApiStatus.noSuchObject("pods", name).asException();
        }
        return use(views.get(), pod.get())
                .orElseThrow(() -> ApiStatus.noMetrics(ApiResource.PODS, namespace + "/" + name)
                        .asException())
                .get();
    }

    private List<NodeMeta> nodes(ListOptions options) {
        List<NodeMeta> selected = nodes.nodes(options.labels());
        FieldSelector fields = options.fields();
        return fields.terms().isEmpty()
                ? selected
                : selected.stream()
                        .filter(node -> fields.matches("", node.name()))
                        .toList();
    }

    private List<PodMeta> pods(Optional<String> namespace, ListOptions options) {
        LabelSelector labels = options.labels();
        List<PodMeta> selected = namespace.isPresent() ? pods.pods(namespace.get(), labels) : pods.pods(labels);
        FieldSelector fields = options.fields();
        return fields.terms().isEmpty()
                ? selected
                : selected.stream()
                        .filter(pod -> fields.matches(pod.namespace(), pod.name()))
                        .toList();
    }

    private static Optional<Supplier<ObjectMetrics>> use(UsageView view, NodeMeta node) {
        return view.node(node.name())
                .flatMap(NodeView::usage)
                .map(usage -> () -> new ObjectMetrics.OfNode(node, usage));
    }

    private static Optional<Supplier<ObjectMetrics>> use(UsageView view, PodMeta pod) {
        Optional<NodeView> node = view.node(pod.node());
        if (node.isEmpty()) {
            return Optional.empty();
        }
        NodeView found = node.get();
        OptionalInt place = found.placeOf(pod.namespace(), pod.name());
        if (place.isEmpty()) {
            return Optional.empty();
        }
        int at = place.getAsInt();
        return Optional.of(() -> new ObjectMetrics.OfPod(pod, found.podAt(at)));
    }
}
