package io.kubestats.store;

import io.kubestats.model.Anomaly;
import java.util.EnumMap;
import java.util.Map;

/** What was found while one batch was taken in. Not safe for threads: lives as long as one call. */
final class Findings {
    private final Map<Anomaly, Integer> anomalies = new EnumMap<>(Anomaly.class);
    private boolean told;
    private int gonePods;

    void count(Anomaly kind) {
        anomalies.merge(kind, 1, Integer::sum);
    }

    /** A sample came that is newer than the one that was held, or the same once more. */
    void told() {
        told = true;
    }

    boolean hasTold() {
        return told;
    }

    void podGone() {
        gonePods++;
    }

    void tell(String node, StoreObserver observer) {
        anomalies.forEach((kind, count) -> observer.anomaly(node, kind, count));
        if (gonePods > 0) {
            observer.evicted(StoreObserver.POD_GONE, gonePods);
        }
    }
}
