package io.kubestats.security.serving;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** What the aggregation layer makes of one of our APIServices. */
sealed interface AggregationState {
    /** Whether a person who knows that it was {@code before} should be told. */
    default boolean isNewsAfter(@Nullable AggregationState before) {
        return !equals(before);
    }

    /** Requests are passed on to us. */
    record Available() implements AggregationState {}

    /** Nobody has registered it. */
    record Unregistered() implements AggregationState {}

    /** It leads to another Service, as it does while two servers stand side by side. */
    record Elsewhere(String service) implements AggregationState {
        public Elsewhere {
            requireNonNull(service, "service");
        }
    }

    /**
     * Nobody gets an answer through it.
     *
     * @param reason one word of the aggregation layer's
     * @param message what it says
     */
    record Unavailable(String reason, String message) implements AggregationState {
        public Unavailable {
            requireNonNull(reason, "reason");
            requireNonNull(message, "message");
        }

        /** Not if only the words differ: some hold the time of day. */
        @Override
        public boolean isNewsAfter(@Nullable AggregationState before) {
            return !(before instanceof Unavailable known
                    && known.reason.equals(reason)
                    && AggregationAdvice.of(known).equals(AggregationAdvice.of(this)));
        }
    }

    /** We may not look. */
    record Hidden(String problem) implements AggregationState {
        public Hidden {
            requireNonNull(problem, "problem");
        }
    }

    /** We could not find out. */
    record Unknown(String problem) implements AggregationState {
        public Unknown {
            requireNonNull(problem, "problem");
        }
    }
}
