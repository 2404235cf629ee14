package io.kubestats.exporter;

import java.util.Optional;

/** The families that carry labels and annotations of objects. What flags allow of an object turns them on. */
final class PairDefinition {
    private PairDefinition() {}

    static Definition nodes(PairKind kind) {
        return define("node", "the node", kind, new PairSource.OfNodes(kind));
    }

    static Definition pods(PairKind kind) {
        return define("pod", "the pod", kind, new PairSource.OfPods(kind));
    }

    static Definition namespaces(PairKind kind) {
        return define("namespace", "the namespace", kind, new PairSource.OfNamespaces(kind));
    }

    private static Definition define(String name, String thing, PairKind kind, PairSource source) {
        return new Definition(
                Definition.PREFIX + name + '_' + kind.word() + 's',
                "Those " + kind.word() + "s of " + thing + " that --metric-" + kind.word() + "s allows. Always 1.",
                Optional.empty(),
                false,
                Encoding.WHOLE,
                source);
    }
}
