package io.kubestats.security.serving;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The state of one of our APIServices, as the aggregation layer reports it. */
sealed interface AggregationState {
    /** Returns whether a change from {@code before} is worth a log line. */
    default boolean isNewsAfter(@Nullable AggregationState before) {
        return !equals(before);
    }

    /** Requests are forwarded to this program. */
    record Available() implements AggregationState {}

    /** The APIService is not registered. */
    record Unregistered() implements AggregationState {}

    /** The APIService points to another Service, as during a migration. */
    record Elsewhere(String service) implements AggregationState {
        public Elsewhere {
            requireNonNull(service, "service");
        }
    }

    /**
     * Requests through it fail.
     *
     * @param reason the aggregation layer's one-word reason
     * @param message the message of its condition
     */
    record Unavailable(String reason, String message) implements AggregationState {
        public Unavailable {
            requireNonNull(reason, "reason");
            requireNonNull(message, "message");
        }

        /** Ignores the message, since some contain the time of day. */
        @Override
        public boolean isNewsAfter(@Nullable AggregationState before) {
            return !(before instanceof Unavailable known
                    && known.reason.equals(reason)
                    && AggregationAdvice.of(known).equals(AggregationAdvice.of(this)));
        }
    }

    /** Reading the APIService is not permitted. */
    record Hidden(String problem) implements AggregationState {
        public Hidden {
            requireNonNull(problem, "problem");
        }
    }

    /** Reading the APIService failed. */
    record Unknown(String problem) implements AggregationState {
        public Unknown {
            requireNonNull(problem, "problem");
        }
    }
}
