package io.kubestats.cluster;

import java.util.List;

/** Reads which namespaces exist now. Safe for any number of threads; answers are immutable. */
public interface NamespaceLister {
    /** Where nobody watches namespaces. */
    NamespaceLister NONE = List::of;

    /** All of them, sorted by name. */
    List<NamespaceMeta> namespaces();
}
