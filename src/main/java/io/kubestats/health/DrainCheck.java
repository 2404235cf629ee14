package io.kubestats.health;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Readiness check that fails from the moment a drain begins, so that callers go elsewhere while requests in flight are
 * still answered. Thread-safe.
 */
public final class DrainCheck implements HealthCheck {
    private final AtomicBoolean draining = new AtomicBoolean();

    /** Makes the check fail permanently. */
    public void begin() {
        draining.set(true);
    }

    @Override
    public String name() {
        return "shutdown";
    }

    @Override
    public Result check() {
        return draining.get() ? new Result.Failed("process is shutting down") : new Result.Ok();
    }
}
