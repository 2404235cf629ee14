package io.kubestats.cluster.watch;

import io.kubestats.cluster.NamespaceLister;
import io.kubestats.cluster.NamespaceMeta;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A copy-on-write table of the watched namespaces. Thread-safe for a single writer and many readers. */
final class NamespaceTable implements ObjectTable<NamespaceMeta>, NamespaceLister {
    private Map<String, NamespaceMeta> namespaces = new TreeMap<>();
    private Map<String, NamespaceMeta> listing = namespaces;
    private volatile List<NamespaceMeta> published = List.of();

    @Override
    public void beginList() {
        listing = new TreeMap<>();
    }

    @Override
    public void put(NamespaceMeta namespace) {
        NamespaceMeta before = listing.put(namespace.name(), namespace);
        if (listing == namespaces && !namespace.equals(before)) {
            publish();
        }
    }

    @Override
    public void remove(NamespaceMeta namespace) {
        if (listing.remove(namespace.name()) != null && listing == namespaces) {
            publish();
        }
    }

    @Override
    public void endList() {
        namespaces = listing;
        publish();
    }

    @Override
    public int size() {
        return published.size();
    }

    @Override
    public List<NamespaceMeta> namespaces() {
        return published;
    }

    private void publish() {
        published = List.copyOf(namespaces.values());
    }
}
