package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NodeCatalog;
import io.kubestats.cluster.NodeLister;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.cluster.targets.WatchedNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A table of the watched nodes with a copy-on-write catalogue for readers. Heartbeats do not replace the catalogue.
 * Thread-safe for a single writer and many readers.
 */
final class NodeTable implements ObjectTable<WatchedNode>, NodeLister {
    private final Consumer<Collection<WatchedNode>> onChange;
    private Map<String, WatchedNode> nodes = new HashMap<>();
    private Map<String, WatchedNode> listing = nodes;
    private volatile NodeCatalog catalog = NodeCatalog.of(List.of());

    /**
     * Creates an empty table.
     *
     * @param onChange listener for all nodes after each change, called on the writer's thread
     */
    NodeTable(Consumer<Collection<WatchedNode>> onChange) {
        this.onChange = requireNonNull(onChange, "onChange");
    }

    @Override
    public void beginList() {
        listing = new HashMap<>();
    }

    @Override
    public void put(WatchedNode node) {
        WatchedNode before = listing.put(node.meta().name(), node);
        if (listing == nodes && !node.equals(before)) {
            publish();
        }
    }

    @Override
    public void remove(WatchedNode node) {
        if (listing.remove(node.meta().name()) != null && listing == nodes) {
            publish();
        }
    }

    @Override
    public void endList() {
        nodes = listing;
        publish();
    }

    @Override
    public int size() {
        return catalog.nodes(LabelSelector.everything()).size();
    }

    @Override
    public Optional<NodeMeta> node(String name) {
        return catalog.node(name);
    }

    @Override
    public List<NodeMeta> nodes(LabelSelector selector) {
        return catalog.nodes(selector);
    }

    private void publish() {
        catalog = NodeCatalog.of(nodes.values().stream().map(WatchedNode::meta).toList());
        onChange.accept(List.copyOf(nodes.values()));
    }
}
