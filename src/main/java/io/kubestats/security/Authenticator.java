package io.kubestats.security;

import io.kubestats.http.GuardedRequest;

/** One method of authenticating a caller. Thread-safe. */
interface Authenticator {
    /** Authenticates the request; may wait within a bound. */
    Authentication authenticate(GuardedRequest request);

    /** Returns the outcome to count when it identifies the caller. */
    AccessOutcome known();
}
