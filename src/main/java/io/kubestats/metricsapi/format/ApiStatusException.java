package io.kubestats.metricsapi.format;

/** A failure whose response is a Status. */
public final class ApiStatusException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ApiStatus status;

    ApiStatusException(ApiStatus status) {
        super(status.message(), null, false, false);
        this.status = status;
    }

    public ApiStatus status() {
        return status;
    }
}
