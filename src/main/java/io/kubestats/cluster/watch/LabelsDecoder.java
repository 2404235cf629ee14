package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.cluster.Labels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A decoder for one object's labels; equal labels are interned. Not thread-safe. */
final class LabelsDecoder {
    private final Interner interner;
    private final List<String> pairs = new ArrayList<>();

    LabelsDecoder(Interner interner) {
        this.interner = interner;
    }

    /** Clears the decoder. */
    void begin() {
        pairs.clear();
    }

    /** Reads labels, or a part of them. */
    void read(ApiValue labels) throws IOException {
        labels.entries((name, value) -> {
            pairs.add(interner.string(name));
            pairs.add(interner.string(value.text()));
        });
    }

    /** Returns the labels read since {@link #begin}. The API server sorts labels by name. */
    Labels labels() {
        for (int i = 2; i < pairs.size(); i += 2) {
            if (pairs.get(i - 2).compareTo(pairs.get(i)) >= 0) {
                return interner.labels(Labels.copyOf(sorted()));
            }
        }
        return interner.labels(Labels.ofSortedPairs(pairs.toArray(String[]::new)));
    }

    private Map<String, String> sorted() {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            map.put(pairs.get(i), pairs.get(i + 1));
        }
        return map;
    }
}
