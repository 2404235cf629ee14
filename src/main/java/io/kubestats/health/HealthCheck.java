package io.kubestats.health;

import static java.util.Objects.requireNonNull;

/** One named reason to be well or not. Checks are cheap and may run many times at once. */
public interface HealthCheck {
    /** The check's name, as in {@code /readyz/NAME}. */
    String name();

    /** How it is now. */
    Result check();

    /** A check's answer. */
    sealed interface Result {
        /** All is well. */
        record Ok() implements Result {}

        /** Well enough to go on, but a person should know of {@code remark}: one line. */
        record Warned(String remark) implements Result {
            public Warned {
                requireNonNull(remark, "remark");
            }
        }

        /** It is not, because of {@code reason}: one line for a person. */
        record Failed(String reason) implements Result {
            public Failed {
                requireNonNull(reason, "reason");
            }
        }
    }
}
