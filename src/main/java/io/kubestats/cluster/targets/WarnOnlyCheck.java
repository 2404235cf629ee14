package io.kubestats.cluster.targets;

import static java.util.Objects.requireNonNull;

import io.kubestats.health.HealthCheck;

/** A decorator for the check of an optional dependency: it turns failures into warnings. */
public final class WarnOnlyCheck implements HealthCheck {
    private final HealthCheck strict;

    public WarnOnlyCheck(HealthCheck strict) {
        this.strict = requireNonNull(strict, "strict");
    }

    @Override
    public String name() {
        return strict.name();
    }

    @Override
    public Result check() {
        Result result = strict.check();
        return result instanceof Result.Failed failed ? new Result.Warned(failed.reason()) : result;
    }
}
