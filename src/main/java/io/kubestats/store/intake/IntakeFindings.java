package io.kubestats.store.intake;

import io.kubestats.model.Anomaly;
import io.kubestats.store.series.StoreObserver;
import io.kubestats.store.series.WithheldObject;
import io.kubestats.store.series.WithheldObjects;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Findings while one batch is stored. Not thread-safe. */
public final class IntakeFindings {
    /** The most objects of one node that are recorded by name. */
    private static final int MOST_WITHHELD = 20;

    private final Map<Anomaly, Integer> anomalies = new EnumMap<>(Anomaly.class);
    private boolean sampled;
    private int gonePods;
    private final List<WithheldObject> withheld = new ArrayList<>(0);
    private int withheldCount;

    public void count(Anomaly kind) {
        anomalies.merge(kind, 1, Integer::sum);
    }

    /** Records a sample that is newer than the stored one, or a repetition of it. */
    void sampled() {
        sampled = true;
    }

    boolean hasSample() {
        return sampled;
    }

    /** Records an object that is not served; of a node with many, the first ones are kept. */
    public void withhold(WithheldObject object) {
        withheldCount++;
        if (withheld.size() < MOST_WITHHELD) {
            withheld.add(object);
        }
    }

    public WithheldObjects.OfNode withheld() {
        return new WithheldObjects.OfNode(withheld, withheldCount);
    }

    public void podGone() {
        gonePods++;
    }

    /** Reports the findings to the observer. */
    public void report(String node, StoreObserver observer) {
        anomalies.forEach((kind, count) -> observer.anomaly(node, kind, count));
        if (gonePods > 0) {
            observer.evicted(StoreObserver.POD_GONE, gonePods);
        }
    }
}
