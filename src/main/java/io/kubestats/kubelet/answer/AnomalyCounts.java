package io.kubestats.kubelet.answer;

import io.kubestats.model.Anomaly;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Counters of the anomalies of one response, with an example of each kind. Not thread-safe. */
public final class AnomalyCounts {
    private static final int LONGEST_EXAMPLE = 200;

    private final EnumMap<Anomaly, Integer> counts = new EnumMap<>(Anomaly.class);
    private final EnumMap<Anomaly, String> examples = new EnumMap<>(Anomaly.class);

    /** Counts an anomaly; {@code example} describes its position and is evaluated for the first of each kind only. */
    public void add(Anomaly kind, Supplier<String> example) {
        if (counts.merge(kind, 1, Integer::sum) == 1) {
            examples.put(kind, BodyExcerpt.of(example.get(), LONGEST_EXAMPLE));
        }
    }

    public Map<Anomaly, Integer> counts() {
        return counts.isEmpty() ? Map.of() : counts;
    }

    /** Returns the position of the first anomaly of each kind, in printable ASCII. */
    public Map<Anomaly, String> examples() {
        return examples.isEmpty() ? Map.of() : examples;
    }
}
