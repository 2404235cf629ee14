package io.kubestats.security;

/** What can come of the two questions that every request meets: who asks, and may they. */
public enum AccessOutcome {
    /** The API server's front proxy said who asks. */
    FRONT_PROXY("authentication", "front_proxy"),
    /** A client certificate said it. */
    CLIENT_CERTIFICATE("authentication", "client_certificate"),
    /** A bearer token said it. */
    TOKEN("authentication", "token"),
    /** Nothing said it, which is allowed for what anybody may ask. */
    ANONYMOUS("authentication", "anonymous"),
    /** What was shown as a proof is none, or could not be judged: 401 or 429. */
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
