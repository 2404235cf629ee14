package io.kubestats.metricsapi;

/** A request that is answered with a Status. */
final class ApiStatusException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ApiStatus status;

    ApiStatusException(ApiStatus status) {
        super(status.message(), null, false, false);
        this.status = status;
    }

    ApiStatus status() {
        return status;
    }
}
