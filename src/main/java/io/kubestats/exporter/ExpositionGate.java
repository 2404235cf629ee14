package io.kubestats.exporter;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/** Gate that limits concurrent expositions, and counts rejected and failed ones. Thread-safe. */
public final class ExpositionGate {
    private final Semaphore permits;
    private final ExpositionMetrics metrics;
    private final LongSupplier nanos;

    public ExpositionGate(int permitCount, ExpositionMetrics metrics, LongSupplier nanos) {
        this.permits = new Semaphore(permitCount);
        this.metrics = requireNonNull(metrics, "metrics");
        this.nanos = requireNonNull(nanos, "nanos");
    }

    /** Runs {@code exposition} for {@code path}; returns false if the limit on concurrent expositions is reached. */
    public boolean pass(String path, Exposition exposition) throws IOException {
        if (!permits.tryAcquire()) {
            metrics.refused(path);
            return false;
        }
        boolean whole = false;
        try {
            long start = nanos.getAsLong();
            exposition.write();
            whole = true;
            metrics.took(path, (nanos.getAsLong() - start) / 1e9);
            return true;
        } finally {
            if (!whole) {
                metrics.failed(path);
            }
            permits.release();
        }
    }

    /** Responds to a request that holds a permit. */
    public interface Exposition {
        void write() throws IOException;
    }
}
