package io.kubestats.cli;

import static java.util.Objects.requireNonNull;

import io.kubestats.exporter.SelfMetrics;
import io.kubestats.metricsapi.MetricsApiObserver;

/**
 * An adapter that counts responses of the Metrics API in the self-metrics; the two packages do not depend on each
 * other.
 */
final class MetricsApiSelfMetrics implements MetricsApiObserver {
    private final SelfMetrics selfMetrics;

    MetricsApiSelfMetrics(SelfMetrics selfMetrics) {
        this.selfMetrics = requireNonNull(selfMetrics, "selfMetrics");
    }

    @Override
    public void answered(String resource, String verb, String scope, int code, long nanos) {
        selfMetrics.apiRequest(resource, verb, scope, code, nanos / 1e9);
    }

    @Override
    public void served(long ageMillis) {
        selfMetrics.apiFreshness(ageMillis / 1e3);
    }
}
