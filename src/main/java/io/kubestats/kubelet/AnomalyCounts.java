package io.kubestats.kubelet;

import io.kubestats.model.Anomaly;
import java.util.EnumMap;
import java.util.Map;

/** What had to be mended or left out of one answer, and how often. Not safe for several threads. */
final class AnomalyCounts {
    private final EnumMap<Anomaly, Integer> counts = new EnumMap<>(Anomaly.class);

    void add(Anomaly anomaly) {
        counts.merge(anomaly, 1, Integer::sum);
    }

    Map<Anomaly, Integer> toMap() {
        return counts.isEmpty() ? Map.of() : counts;
    }
}
