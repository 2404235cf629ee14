package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.Labels;
import java.util.function.UnaryOperator;

/**
 * A bounded interner of strings, labels and records, since objects of a cluster repeat them. When full it is cleared,
 * which only costs memory. Not thread-safe.
 */
final class Interner {
    private final KnownObjects<String> strings;
    private final KnownObjects<Labels> labels;
    private final KnownObjects<Record> values;
    private final UnaryOperator<String> names;

    Interner(int limit) {
        this(limit, UnaryOperator.identity());
    }

    /** Creates an interner that takes pod names from {@code names}, which shares them with other holders. */
    Interner(int limit, UnaryOperator<String> names) {
        this.strings = new KnownObjects<>(limit);
        this.labels = new KnownObjects<>(limit);
        this.values = new KnownObjects<>(limit);
        this.names = requireNonNull(names, "names");
    }

    /** Returns the shared string of a pod's name, which no other pod of the namespace has, but other holders do. */
    String podName(String name) {
        return names.apply(name);
    }

    /** Returns the canonical string. */
    String string(String text) {
        return strings.one(text);
    }

    /** Returns the canonical labels. */
    Labels labels(Labels found) {
        return labels.one(found);
    }

    /** Returns the canonical instance of an immutable value. */
    @SuppressWarnings("unchecked") // Equal records have the same class.
    <T extends Record> T value(T found) {
        return (T) values.one(found);
    }
}
