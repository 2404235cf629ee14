package io.kubestats.health;

import static java.util.Objects.requireNonNull;

/** A named health check. Checks are cheap and may run concurrently. */
public interface HealthCheck {
    /** Returns the check's name, as in {@code /readyz/NAME}. */
    String name();

    /** Returns the current result. */
    Result check();

    /** Result of a check. */
    sealed interface Result {
        /** Healthy. */
        record Ok() implements Result {}

        /** Healthy, but an operator should know of {@code remark}: one line. */
        record Warned(String remark) implements Result {
            public Warned {
                requireNonNull(remark, "remark");
            }
        }

        /** Unhealthy because of {@code reason}: one line for an operator. */
        record Failed(String reason) implements Result {
            public Failed {
                requireNonNull(reason, "reason");
            }
        }
    }
}
