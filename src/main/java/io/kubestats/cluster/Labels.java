package io.kubestats.cluster;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The labels of an object in one flat array sorted by key, which takes a third of the memory of a JDK map and is shared
 * by the pods of a workload. Immutable and thread-safe.
 */
public final class Labels extends AbstractMap<String, String> {
    private static final Labels NONE = new Labels(new String[0]);

    private final String[] pairs;
    private final int hash;

    private Labels(String[] pairs) {
        this.pairs = pairs;
        this.hash = hash(pairs);
    }

    private static int hash(String[] pairs) {
        int hash = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            hash += pairs[i].hashCode() ^ pairs[i + 1].hashCode();
        }
        return hash;
    }

    /** Returns an immutable copy. */
    public static Labels copyOf(Map<String, String> labels) {
        if (labels instanceof Labels same) {
            return same;
        }
        String[] pairs = new String[2 * labels.size()];
        int at = 0;
        for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
            pairs[at++] = label.getKey();
            pairs[at++] = label.getValue();
        }
        return ofSortedPairs(pairs);
    }

    /** Returns labels from alternating keys and values sorted by key, without copying the array. */
    public static Labels ofSortedPairs(String[] pairs) {
        return pairs.length == 0 ? NONE : new Labels(pairs);
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(key)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    /** Returns the precomputed hash code, which equals any map's. */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Labels same
                ? hash == same.hash && Arrays.equals(pairs, same.pairs)
                : super.equals(other);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new Pairs();
            }

            @Override
            public int size() {
                return Labels.this.size();
            }
        };
    }

    private final class Pairs implements Iterator<Entry<String, String>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < pairs.length;
        }

        @Override
        public Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            at += 2;
            return Map.entry(pairs[at - 2], pairs[at - 1]);
        }
    }
}
