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
    /** The request itself is of a kind that is never judged: 400. */
    AMBIGUOUS("authentication", "ambiguous"),
    /** The caller may. */
    ALLOWED("authorization", "allowed"),
    /** The caller may not: 403. */
    DENIED("authorization", "denied"),
    /** It could not be found out, which is not a yes: 500, or 429 where too many reviews are in flight. */
    UNDECIDED("authorization", "undecided");

    private final String stage;
    private final String label;

    AccessOutcome(String stage, String label) {
        this.stage = stage;
        this.label = label;
    }

    /** {@code authentication} or {@code authorization}. */
    public String stage() {
        return stage;
    }

    /** The outcome's name in metrics. */
    public String label() {
        return label;
    }
}
