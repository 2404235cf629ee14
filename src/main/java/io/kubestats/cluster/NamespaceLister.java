package io.kubestats.cluster;

import java.util.List;

/** A source of the current namespaces, as immutable snapshots. Thread-safe. */
public interface NamespaceLister {
    /** The lister of a service that does not watch namespaces. */
    NamespaceLister NONE = List::of;

    /** Returns all namespaces, sorted by name. */
    List<NamespaceMeta> namespaces();
}
