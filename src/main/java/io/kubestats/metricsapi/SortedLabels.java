package io.kubestats.metricsapi;

import java.util.Arrays;
import java.util.Map;

/**
 * A reusable sorter of the labels of one object after another, by key, as Go writes maps. It allocates nothing per
 * object. Not thread-safe.
 */
final class SortedLabels {
    private String[] keys = new String[16];
    private String[] values = new String[16];
    private int size;

    /** Loads the labels of the next object. */
    void load(Map<String, String> labels) {
        size = 0;
        if (labels.size() > keys.length) {
            keys = Arrays.copyOf(keys, labels.size());
            values = Arrays.copyOf(values, labels.size());
        }
        for (Map.Entry<String, String> label : labels.entrySet()) {
            insert(label.getKey(), label.getValue());
        }
    }

    int size() {
        return size;
    }

    String key(int i) {
        return keys[i];
    }

    String value(int i) {
        return values[i];
    }

    private void insert(String key, String value) {
        int at = size++;
        while (at > 0 && keys[at - 1].compareTo(key) > 0) {
            keys[at] = keys[at - 1];
            values[at] = values[at - 1];
            at--;
        }
        keys[at] = key;
        values[at] = value;
    }
}
