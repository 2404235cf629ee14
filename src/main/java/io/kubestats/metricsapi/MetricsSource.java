package io.kubestats.metricsapi;

import io.kubestats.cluster.NodeLister;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodLister;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiStatus;
import io.kubestats.metricsapi.format.ApiStatusException;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.NodeView;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A source of the served objects: objects of the listers, joined with their usage from one view per request.
 * Thread-safe.
 */
final class MetricsSource {
    private final NodeLister nodes;
    private final PodLister pods;
    private final Pager<NodeMeta> nodePager;
    private final Pager<PodMeta> podPager;

    MetricsSource(NodeLister nodes, PodLister pods, Clock clock) {
        this.nodes = nodes;
        this.pods = pods;
        this.nodePager = new Pager<>(clock, node -> "", NodeMeta::name);
        this.podPager = new Pager<>(clock, PodMeta::namespace, PodMeta::name);
    }

    /** Returns the nodes, or the pods of one or all namespaces; valid while {@code view} is open. */
    ListPage list(UsageView view, ApiResource resource, Optional<String> namespace, ListOptions options)
            throws ApiStatusException {
        ListScope scope = ListScope.of(resource, namespace, options);
        return switch (resource) {
            case NODES -> nodePager.page(nodes(options), scope, options, nodeUses(view));
            case PODS -> podPager.page(pods(namespace, options), scope, options, podUses(view));
        };
    }

    /**
     * Returns the node of that name.
     *
     * @throws ApiStatusException 404 if there is no such node, or its usage is unknown
     */
    ObjectMetrics node(UsageView view, String name) throws ApiStatusException {
        Optional<NodeMeta> node = nodes.node(name);
        if (node.isEmpty()) {
            throw ApiStatus.noSuchObject("node", name).asException();
        }
        return made(node.get(), nodeUses(view), ApiResource.NODES, name);
    }

    /**
     * Returns the pod of that name.
     *
     * @throws ApiStatusException 404 if there is no such pod, or its usage is unknown
     */
    ObjectMetrics pod(UsageView view, String namespace, String name) throws ApiStatusException {
        Optional<PodMeta> pod = pods.pod(namespace, name);
        if (pod.isEmpty()) {
            throw ApiStatus.noSuchObject("pods", name).asException();
        }
        return made(pod.get(), podUses(view), ApiResource.PODS, namespace + "/" + name);
    }

    private static <T> ObjectMetrics made(T meta, UsageJoin<T> uses, ApiResource resource, String name)
            throws ApiStatusException {
        Optional<ObjectMetrics> object = uses.of(meta);
        if (object.isEmpty()) {
            throw ApiStatus.noMetrics(resource, name).asException();
        }
        return object.get();
    }

    private List<NodeMeta> nodes(ListOptions options) {
        List<NodeMeta> selected = nodes.nodes(options.labels());
        FieldSelector fields = options.fields();
        return fields.terms().isEmpty()
                ? selected
                : selected.stream()
                        .filter(node -> fields.matches(field -> field(node, field)))
                        .toList();
    }

    private List<PodMeta> pods(Optional<String> namespace, ListOptions options) {
        LabelSelector labels = options.labels();
        List<PodMeta> selected = namespace.isPresent() ? pods.pods(namespace.get(), labels) : pods.pods(labels);
        FieldSelector fields = options.fields();
        return fields.terms().isEmpty()
                ? selected
                : selected.stream()
                        .filter(pod -> fields.matches(field -> field(pod, field)))
                        .toList();
    }

    private static String field(NodeMeta node, String field) {
        return field.equals("metadata.name") ? node.name() : "";
    }

    /** Returns a field of a pod; the listers list running pods only. */
    private static String field(PodMeta pod, String field) {
        return switch (field) {
            case "metadata.name" -> pod.name();
            case "metadata.namespace" -> pod.namespace();
            case "spec.nodeName" -> pod.node();
            case "status.phase" -> "Running";
            default -> throw new IllegalArgumentException("unchecked field selector: " + field);
        };
    }

    private static UsageJoin<NodeMeta> nodeUses(UsageView view) {
        return meta ->
                view.node(meta.name()).flatMap(NodeView::usage).map(usage -> new ObjectMetrics.OfNode(meta, usage));
    }

    private static UsageJoin<PodMeta> podUses(UsageView view) {
        return meta -> view.node(meta.node())
                .flatMap(node -> node.pod(meta.namespace(), meta.name()))
                .map(usage -> new ObjectMetrics.OfPod(meta, usage));
    }
}
