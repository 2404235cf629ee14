package io.kubestats.security;

import io.kubestats.http.GuardedRequest;

/** One method of authenticating a caller. Thread-safe. */
interface Authenticator {
    /** What it makes of the request; may wait within a bound. */
    Authentication authenticate(GuardedRequest request);

    /** What counts when it knows the caller. */
    AccessOutcome known();
}
