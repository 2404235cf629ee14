package io.kubestats.cluster;

import io.kubestats.cluster.selector.LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A fixed set of nodes. Immutable and thread-safe. */
public final class NodeCatalog implements NodeLister {
    private final List<NodeMeta> nodes;
    private final Map<String, NodeMeta> byName;

    private NodeCatalog(List<NodeMeta> nodes, Map<String, NodeMeta> byName) {
        this.nodes = nodes;
        this.byName = byName;
    }

    /** Returns the catalogue of {@code nodes}, whose names must be unique. */
    public static NodeCatalog of(Collection<NodeMeta> nodes) {
        List<NodeMeta> sorted =
                nodes.stream().sorted(Comparator.comparing(NodeMeta::name)).toList();
        return new NodeCatalog(sorted, sorted.stream().collect(Collectors.toMap(NodeMeta::name, Function.identity())));
    }

    @Override
    public Optional<NodeMeta> node(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public List<NodeMeta> nodes(LabelSelector selector) {
        if (selector.selectsEverything()) {
            return nodes;
        }
        List<NodeMeta> matching = new ArrayList<>();
        for (NodeMeta node : nodes) {
            if (selector.matches(node.labels())) {
                matching.add(node);
            }
        }
        return Collections.unmodifiableList(matching);
    }
}
