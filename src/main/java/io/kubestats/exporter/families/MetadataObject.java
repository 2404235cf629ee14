package io.kubestats.exporter.families;

import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodMeta;
import io.kubestats.config.KeyChoice;
import io.kubestats.config.ObjectKeys;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of objects whose labels and annotations are exposed. Only known objects have series. */
enum MetadataObject {
    NODE {
        @Override
        List<String> identity() {
            return List.of("node");
        }

        @Override
        KeyChoice keys(ObjectKeys keys) {
            return keys.nodes();
        }

        @Override
        void write(ObjectWriter to, ExpositionFrame frame, MetadataKind kind, MetadataText text) throws IOException {
            for (NodeSnapshot node : frame.nodes()) {
                Optional<NodeMeta> meta = node.meta();
                if (meta.isPresent()) {
                    to.node(node, text, kind.of(meta.get()));
                }
            }
        }
    },
    POD {
        @Override
        List<String> identity() {
            return List.of("node", "namespace", "pod");
        }

        @Override
        KeyChoice keys(ObjectKeys keys) {
            return keys.pods();
        }

        @Override
        void write(ObjectWriter to, ExpositionFrame frame, MetadataKind kind, MetadataText text) throws IOException {
            for (NodeSnapshot node : frame.nodes()) {
                for (int i = 0; i < node.pods().size(); i++) {
                    Optional<PodMeta> meta = node.meta(i);
                    if (meta.isPresent()) {
                        to.pod(node, node.pods().get(i).ref(), text, kind.of(meta.get()));
                    }
                }
            }
        }
    },
    NAMESPACE {
        @Override
        List<String> identity() {
            return List.of("namespace");
        }

        @Override
        KeyChoice keys(ObjectKeys keys) {
            return keys.namespaces();
        }

        @Override
        void write(ObjectWriter to, ExpositionFrame frame, MetadataKind kind, MetadataText text) throws IOException {
            for (NamespaceMeta namespace : frame.namespaces()) {
                to.namespace(namespace.name(), text, kind.of(namespace));
            }
        }
    };

    /** Returns the singular noun for this kind. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the names of the labels that identify an object. */
    abstract List<String> identity();

    /** Returns the requested keys of this kind. */
    abstract KeyChoice keys(ObjectKeys keys);

    /** Writes a series for each object of this kind in {@code frame}. */
    abstract void write(ObjectWriter to, ExpositionFrame frame, MetadataKind kind, MetadataText text)
            throws IOException;
}
