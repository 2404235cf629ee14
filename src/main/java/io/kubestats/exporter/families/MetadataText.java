package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.KeyChoice;
import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writer of requested object labels or annotations as labels of a series, used for one family. Converted names are
 * cached, because objects repeat their keys. Not thread-safe.
 */
final class MetadataText {
    private static final String UNWANTED = "";
    private static final int MOST_NAMES = 1 << 14;

    private final MetadataKind kind;
    private final KeyChoice keys;
    private final Map<String, String> names = new HashMap<>();
    private final List<String> foundNames = new ArrayList<>();
    private final List<String> foundValues = new ArrayList<>();

    MetadataText(MetadataKind kind, KeyChoice keys) {
        this.kind = requireNonNull(kind, "kind");
        this.keys = requireNonNull(keys, "keys");
    }

    /** Writes {@code pairs}, sorted by key, after a label whose value is still open, and leaves the last value open. */
    void write(Map<String, String> pairs, BodyWriter out) throws IOException {
        find(pairs);
        List<String> distinct = MetadataNames.clash(foundNames) ? MetadataNames.distinct(foundNames) : foundNames;
        for (int i = 0; i < distinct.size(); i++) {
            out.ascii("\",");
            out.ascii(distinct.get(i));
            out.ascii("=\"");
            LabelText.write(foundValues.get(i), out);
        }
    }

    private void find(Map<String, String> pairs) {
        foundNames.clear();
        foundValues.clear();
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            String name = name(pair.getKey());
            if (!name.equals(UNWANTED)) {
                foundNames.add(name);
                foundValues.add(pair.getValue());
            }
        }
    }

    private String name(String key) {
        String known = names.get(key);
        if (known != null) {
            return known;
        }
        if (names.size() >= MOST_NAMES) {
            names.clear(); // Clearing the cache costs only the time to refill it.
        }
        String name = keys.lets(key) ? MetadataNames.of(kind, key) : UNWANTED;
        names.put(key, name);
        return name;
    }
}
