package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.Labels;
import java.util.function.UnaryOperator;

/**
 * Makes equal strings, equal labels and equal values one object, since objects of a cluster repeat them. What it
 * remembers is bounded: when it is full it forgets, which costs memory and nothing else. For one thread.
 */
final class Interner {
    private final KnownObjects<String> strings;
    private final KnownObjects<Labels> labels;
    private final KnownObjects<Record> values;
    private final UnaryOperator<String> names;

    Interner(int limit) {
        this(limit, UnaryOperator.identity());
    }

    /** The same, where {@code names} gives the string of a pod's name that others hold. */
    Interner(int limit, UnaryOperator<String> names) {
        this.strings = new KnownObjects<>(limit);
        this.labels = new KnownObjects<>(limit);
        this.values = new KnownObjects<>(limit);
        this.names = requireNonNull(names, "names");
    }

    /** The string of a pod's name, which no other pod of the namespace has, but which others hold too. */
    String podName(String name) {
        return names.apply(name);
    }

    /** The one string of that text. */
    String string(String text) {
        return strings.one(text);
    }

    /** The one object of those labels. */
    Labels labels(Labels found) {
        return labels.one(found);
    }

    /** The one object equal to that immutable value. */
    @SuppressWarnings("unchecked") // Equal records are of one class.
    <T extends Record> T value(T found) {
        return (T) values.one(found);
    }
}
