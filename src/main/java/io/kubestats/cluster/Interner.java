package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Makes equal strings, equal labels and equal values one object, since objects of a cluster repeat them. What it
 * remembers is bounded: when it is full it forgets, which costs memory and nothing else. For one thread.
 */
final class Interner {
    private final int limit;
    private final UnaryOperator<String> names;
    private final Map<String, String> strings = new HashMap<>();
    private final Map<Key, Labels> labels = new HashMap<>();
    private final Map<Object, Object> values = new HashMap<>();

    Interner(int limit) {
        this(limit, UnaryOperator.identity());
    }

    /** The same, where {@code names} gives the string of a pod's name that others hold. */
    Interner(int limit, UnaryOperator<String> names) {
        this.limit = limit;
        this.names = requireNonNull(names, "names");
    }

    /** The string of a pod's name, which no other pod of the namespace has, but which others hold too. */
    String podName(String name) {
        return names.apply(name);
    }

    /** The one string of that text. */
    String string(String text) {
        if (strings.size() >= limit) {
            strings.clear();
        }
        String known = strings.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    /** The one object of those labels. */
    Labels labels(Labels found) {
        if (labels.size() >= limit) {
            labels.clear();
        }
        Labels known = labels.putIfAbsent(new Key(found), found);
        return known == null ? found : known;
    }

    /** The one object equal to that immutable value. */
    @SuppressWarnings("unchecked") // Equal records are of one class.
    <T extends Record> T value(T found) {
        if (values.size() >= limit) {
            values.clear();
        }
        Object known = values.putIfAbsent(found, found);
        return known == null ? found : (T) known;
    }

    /** Labels by their pairs, cheaper than as a map. */
    private record Key(Labels labels) {
        @Override
        public int hashCode() {
            return labels.pairsHash();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && labels.hasPairsOf(key.labels);
        }
    }
}
