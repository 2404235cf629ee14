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

/** What the API server's objects say of nodes, pods and namespaces. Cheap to ask; safe for any number of threads. */
public interface ObjectFacts {
    /** Where nobody watches objects. */
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

    /** The node of that name. */
    Optional<NodeMeta> node(String name);

    /** The pod of that name. */
    Optional<PodMeta> pod(String namespace, String name);

    /** What is wanted of namespaces, sorted by name; none if nothing is. */
    List<NamespaceMeta> namespaces();

    /** What these listers say. */
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
