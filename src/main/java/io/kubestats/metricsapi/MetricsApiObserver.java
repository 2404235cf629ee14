package io.kubestats.metricsapi;

/**
 * Is told what the Metrics API answers, for self-metrics. Implementations are fast, never throw, and are called from
 * any thread.
 */
public interface MetricsApiObserver {
    /** Listens to nothing. */
    MetricsApiObserver NOOP = new MetricsApiObserver() {
        @Override
        public void answered(String resource, String verb, String scope, int code, long nanos) {}

        @Override
        public void served(long ageMillis) {}
    };

    /**
     * A request for metrics was answered, well or with an error.
     *
     * @param resource {@code nodes} or {@code pods}
     * @param verb {@code get} or {@code list}
     * @param scope {@code object}, {@code namespace} or {@code cluster}
     * @param code HTTP status
     * @param nanos from its arrival to the last byte of its answer
     */
    void answered(String resource, String verb, String scope, int code, long nanos);

    /** An answer with at least one sample was made; the oldest of them was {@code ageMillis} old by our clock. */
    void served(long ageMillis);
}
