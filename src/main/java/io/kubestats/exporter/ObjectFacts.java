package io.kubestats.exporter;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NodeLister;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodLister;
import io.kubestats.cluster.PodMeta;
import java.util.Optional;

/** What the API server's objects say of nodes and pods. Cheap to ask, and safe for any number of threads. */
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
    };

    /** The node of that name. */
    Optional<NodeMeta> node(String name);

    /** The pod of that name. */
    Optional<PodMeta> pod(String namespace, String name);

    /** What these listers say. */
    static ObjectFacts of(NodeLister nodes, PodLister pods) {
        requireNonNull(nodes, "nodes");
        requireNonNull(pods, "pods");
        return new ObjectFacts() {
            @Override
            public Optional<NodeMeta> node(String name) {
                return nodes.node(name);
            }

            @Override
            public Optional<PodMeta> pod(String namespace, String name) {
                return pods.pod(namespace, name);
            }
        };
    }
}
