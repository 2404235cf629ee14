package io.kubestats.security;

import static java.util.Objects.requireNonNull;

/** What one authenticator makes of a request. */
sealed interface Authentication {
    /** The caller has proved who it is. */
    record Known(Caller caller) implements Authentication {
        public Known {
            requireNonNull(caller, "caller");
        }
    }

    /** There is nothing here that this authenticator could judge. */
    record NoOpinion() implements Authentication {}

    /** The proof could not be judged now; another attempt may succeed soon. */
    record Busy() implements Authentication {}

    /** There is a proof, and it is none, or it could not be judged; {@code reason} is for the log. */
    record Rejected(String reason) implements Authentication {
        public Rejected {
            requireNonNull(reason, "reason");
        }
    }
}
