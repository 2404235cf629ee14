package io.kubestats.metricsapi;

/**
 * A listener to responses of the Metrics API, for self-metrics. Implementations are fast, never throw, and are called
 * from any thread.
 */
public interface MetricsApiObserver {
    /** A listener that does nothing. */
    MetricsApiObserver NOOP = new MetricsApiObserver() {
        @Override
        public void answered(String resource, String verb, String scope, int code, long nanos) {}

        @Override
        public void served(long ageMillis) {}
    };

    /**
     * Called for each response to a request for metrics, including errors.
     *
     * @param resource {@code nodes} or {@code pods}
     * @param verb {@code get} or {@code list}
     * @param scope {@code object}, {@code namespace} or {@code cluster}
     * @param code HTTP status
     * @param nanos time from the arrival of the request to the last byte of the response
     */
    void answered(String resource, String verb, String scope, int code, long nanos);

    /** Called for each response with samples; the oldest one was {@code ageMillis} old by the local clock. */
    void served(long ageMillis);
}
