package io.kubestats.exporter;

import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodMeta;
import io.kubestats.config.KeyChoice;
import io.kubestats.config.MetadataChoice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One series for each object, always 1, that carries those of its labels or annotations that are wanted. */
sealed interface PairSource extends SeriesSource {
    PairKind kind();

    /** Which keys are wanted of these objects. */
    KeyChoice keys(MetadataChoice choice);

    /** The series of nodes whose object is known. */
    record OfNodes(PairKind kind) implements PairSource {
        @Override
        public KeyChoice keys(MetadataChoice choice) {
            return kind.keys(choice).nodes();
        }

        @Override
        public List<String> labels() {
            return List.of("node", kind.word() + "_*");
        }

        @Override
        public void write(SeriesWriter to, ExpositionFrame frame) throws IOException {
            PairText text = new PairText(kind, keys(frame.metadata()));
            for (NodeFrame node : frame.nodes()) {
                Optional<NodeMeta> meta = node.meta();
                if (meta.isPresent()) {
                    to.objects().node(node, text, kind.of(meta.get()));
                }
            }
        }
    }

    /** The series of pods whose object is known. */
    record OfPods(PairKind kind) implements PairSource {
        @Override
        public KeyChoice keys(MetadataChoice choice) {
            return kind.keys(choice).pods();
        }

        @Override
        public List<String> labels() {
            return List.of("node", "namespace", "pod", kind.word() + "_*");
        }

        @Override
        public void write(SeriesWriter to, ExpositionFrame frame) throws IOException {
            PairText text = new PairText(kind, keys(frame.metadata()));
            for (NodeFrame node : frame.nodes()) {
                for (int i = 0; i < node.pods().size(); i++) {
                    Optional<PodMeta> meta = node.meta(i);
                    if (meta.isPresent()) {
                        to.objects().pod(node, node.pods().get(i).ref(), text, kind.of(meta.get()));
                    }
                }
            }
        }
    }

    /** The series of namespaces. */
    record OfNamespaces(PairKind kind) implements PairSource {
        @Override
        public KeyChoice keys(MetadataChoice choice) {
            return kind.keys(choice).namespaces();
        }

        @Override
        public List<String> labels() {
            return List.of("namespace", kind.word() + "_*");
        }

        @Override
        public void write(SeriesWriter to, ExpositionFrame frame) throws IOException {
            PairText text = new PairText(kind, keys(frame.metadata()));
            for (NamespaceMeta namespace : frame.namespaces()) {
                to.objects().namespace(namespace.name(), text, kind.of(namespace));
            }
        }
    }
}
