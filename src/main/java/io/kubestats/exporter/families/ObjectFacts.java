package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NamespaceLister;
import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.cluster.NodeLister;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodLister;
import io.kubestats.cluster.PodMeta;
import java.util.List;
import java.util.Optional;

/** Read access to metadata of nodes, pods and namespaces from the API server. Lookups are cheap. Thread-safe. */
public interface ObjectFacts {
    /** Empty metadata, for a process that does not watch objects. */
    ObjectFacts NONE = new ObjectFacts() {
        @Override
        public Optional<NodeMeta> node(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<PodMeta> pod(String namespace, String name) {
            return Optional.empty();
        }

        @Override
        public List<NamespaceMeta> namespaces() {
            return List.of();
        }
    };

    /** Returns the node of that name. */
    Optional<NodeMeta> node(String name);

    /** Returns the pod of that name. */
    Optional<PodMeta> pod(String namespace, String name);

    /** Returns the requested metadata of namespaces, sorted by name; empty if none is requested. */
    List<NamespaceMeta> namespaces();

    /** Returns facts backed by these listers. */
    static ObjectFacts of(NodeLister nodes, PodLister pods, NamespaceLister namespaces) {
        requireNonNull(nodes, "nodes");
        requireNonNull(pods, "pods");
        requireNonNull(namespaces, "namespaces");
        return new ObjectFacts() {
            @Override
            public Optional<NodeMeta> node(String name) {
                return nodes.node(name);
            }

            @Override
            public Optional<PodMeta> pod(String namespace, String name) {
                return pods.pod(namespace, name);
            }

            @Override
            public List<NamespaceMeta> namespaces() {
                return namespaces.namespaces();
            }
        };
    }
}
