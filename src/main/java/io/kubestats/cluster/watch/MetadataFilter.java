package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.cluster.Labels;
import io.kubestats.config.KeyChoice;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers those labels or annotations of an object that somebody wants, while the object is read. Equal ones are made
 * one object if they come soon after each other, as the pods of a workload do in a list: annotations may be large and
 * each object's own, so few are remembered. For one thread.
 */
final class MetadataFilter {
    private static final int REMEMBERED = 1 << 10;

    private final KeyChoice keys;
    private final Interner interner = new Interner(REMEMBERED);
    private final Map<String, String> found = new TreeMap<>();

    MetadataFilter(KeyChoice keys) {
        this.keys = requireNonNull(keys, "keys");
    }

    /** Forgets what was gathered. */
    void begin() {
        found.clear();
    }

    /** Takes one pair. */
    void read(String key, ApiValue value) throws IOException {
        if (keys.lets(key)) {
            add(key, value.text());
        } else {
            value.skip();
        }
    }

    /** Takes one pair whose value has been read already. */
    void add(String key, String value) {
        if (keys.lets(key)) {
            found.put(interner.string(key), interner.string(value));
        }
    }

    /** What was gathered since {@link #begin}. */
    Labels pairs() {
        return interner.labels(Labels.copyOf(found));
    }

    /** The one object equal to that immutable value, which holds what was gathered. */
    <T extends Record> T shared(T value) {
        return interner.value(value);
    }
}
