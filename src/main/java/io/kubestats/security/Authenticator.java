package io.kubestats.security;

import io.kubestats.http.GuardedRequest;

/** Finds out who asks, in one way. Safe for any number of threads. */
interface Authenticator {
    /** What it makes of the request; may wait within a bound. */
    Authentication authenticate(GuardedRequest request);

    /** What counts when it knows the caller. */
    AccessOutcome known();
}
