package io.kubestats.health;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Readyz: no stop was asked for. It fails from the moment a drain begins, so that callers go elsewhere while requests
 * in flight are still answered. Safe for any number of threads.
 */
public final class DrainCheck implements HealthCheck {
    private final AtomicBoolean draining = new AtomicBoolean();

    /** From now on the check fails. */
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
