package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.cluster.Labels;
import io.kubestats.config.KeyChoice;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A collector of an object's requested labels or annotations. Equal ones are interned only if they follow each other
 * closely, as those of a workload's pods do in a list: annotations may be large and unique, so few are remembered. Not
 * thread-safe.
 */
final class MetadataFilter {
    private static final int REMEMBERED = 1 << 10;

    private final KeyChoice keys;
    private final Interner interner = new Interner(REMEMBERED);
    private final Map<String, String> found = new TreeMap<>();

    MetadataFilter(KeyChoice keys) {
        this.keys = requireNonNull(keys, "keys");
    }

    /** Clears the collector. */
    void begin() {
        found.clear();
    }

    /** Reads one pair. */
    void read(String key, ApiValue value) throws IOException {
        if (keys.lets(key)) {
            add(key, value.text());
        } else {
            value.skip();
        }
    }

    /** Adds a pair whose value has already been read. */
    void add(String key, String value) {
        if (keys.lets(key)) {
            found.put(interner.string(key), interner.string(value));
        }
    }

    /** Returns the pairs collected since {@link #begin}. */
    Labels pairs() {
        return interner.labels(Labels.copyOf(found));
    }

    /** Returns the canonical instance of an immutable value that contains the collected pairs. */
    <T extends Record> T shared(T value) {
        return interner.value(value);
    }
}
