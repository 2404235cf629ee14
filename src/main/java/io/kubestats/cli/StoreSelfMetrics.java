package io.kubestats.cli;

import static java.util.Objects.requireNonNull;

import io.kubestats.exporter.SelfMetrics;
import io.kubestats.model.Anomaly;
import io.kubestats.store.series.StoreObserver;

/** Counts what the store finds in the self-metrics; the two packages do not know each other. */
final class StoreSelfMetrics implements StoreObserver {
    private final SelfMetrics selfMetrics;

    StoreSelfMetrics(SelfMetrics selfMetrics) {
        this.selfMetrics = requireNonNull(selfMetrics, "selfMetrics");
    }

    @Override
    public void anomaly(String node, Anomaly kind, int count) {
        selfMetrics.anomaly(kind, count);
    }

    @Override
    public void evicted(String reason, int count) {
        selfMetrics.evicted(reason, count);
    }
}
