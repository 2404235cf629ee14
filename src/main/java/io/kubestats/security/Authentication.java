package io.kubestats.security;

import static java.util.Objects.requireNonNull;

/** The verdict of one authenticator on a request. */
sealed interface Authentication {
    /** The caller proved its identity. */
    record Known(Caller caller) implements Authentication {
        public Known {
            requireNonNull(caller, "caller");
        }
    }

    /** The request has no credentials for this authenticator. */
    record NoOpinion() implements Authentication {}

    /** The proof cannot be verified now; another attempt may succeed soon. */
    record Busy() implements Authentication {}

    /** The credentials are invalid, or could not be checked; {@code reason} is for the log. */
    record Rejected(String reason) implements Authentication {
        public Rejected {
            requireNonNull(reason, "reason");
        }
    }
}
