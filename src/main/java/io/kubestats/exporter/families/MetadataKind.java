package io.kubestats.exporter.families;

import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodMeta;
import io.kubestats.config.MetadataChoice;
import io.kubestats.config.ObjectKeys;
import java.util.Map;

/** The two kinds of object metadata: labels and annotations. */
enum MetadataKind {
    LABELS("label") {
        @Override
        ObjectKeys keys(MetadataChoice choice) {
            return choice.labels();
        }

        @Override
        Map<String, String> of(NodeMeta node) {
            return node.labels();
        }

        @Override
        Map<String, String> of(PodMeta pod) {
            return pod.labels();
        }

        @Override
        Map<String, String> of(NamespaceMeta namespace) {
            return namespace.labels();
        }
    },
    ANNOTATIONS("annotation") {
        @Override
        ObjectKeys keys(MetadataChoice choice) {
            return choice.annotations();
        }

        @Override
        Map<String, String> of(NodeMeta node) {
            return node.facts().annotations();
        }

        @Override
        Map<String, String> of(PodMeta pod) {
            return pod.facts().annotations();
        }

        @Override
        Map<String, String> of(NamespaceMeta namespace) {
            return namespace.annotations();
        }
    };

    private final String word;

    MetadataKind(String word) {
        this.word = word;
    }

    /** Returns the singular noun for this kind. */
    String word() {
        return word;
    }

    /** Returns the requested keys of this kind. */
    abstract ObjectKeys keys(MetadataChoice choice);

    abstract Map<String, String> of(NodeMeta node);

    abstract Map<String, String> of(PodMeta pod);

    abstract Map<String, String> of(NamespaceMeta namespace);
}
