package io.kubestats.security;

/** The outcome of authentication and authorisation of a request. */
public enum AccessOutcome {
    /** Authenticated by the front proxy of the API server. */
    FRONT_PROXY("authentication", "front_proxy"),
    /** Authenticated by a client certificate. */
    CLIENT_CERTIFICATE("authentication", "client_certificate"),
    /** Authenticated by a bearer token. */
    TOKEN("authentication", "token"),
    /** Anonymous, on a path that is open to everybody. */
    ANONYMOUS("authentication", "anonymous"),
    /** The credentials are invalid, or could not be checked: 401 or 429. */
    REJECTED("authentication", "rejected"),
    /** The request is of a kind that is never authorised: 400. */
    AMBIGUOUS("authentication", "ambiguous"),
    /** The caller is authorised. */
    ALLOWED("authorization", "allowed"),
    /** The caller is not authorised: 403. */
    DENIED("authorization", "denied"),
    /** Authorisation failed to decide, which does not admit: 500, or 429 if too many reviews are in flight. */
    UNDECIDED("authorization", "undecided");

    private final String stage;
    private final String label;

    AccessOutcome(String stage, String label) {
        this.stage = stage;
        this.label = label;
    }

    /** Returns {@code authentication} or {@code authorization}. */
    public String stage() {
        return stage;
    }

    /** Returns the outcome's name in metrics. */
    public String label() {
        return label;
    }
}
