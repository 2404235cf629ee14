package io.kubestats.metricsapi.format;

import io.kubestats.text.PrintableText;
import java.util.List;
import java.util.Optional;

/**
 * A Kubernetes Status of a failure, with the messages that clients print.
 *
 * @param reason machine-readable reason; empty if the code has none
 * @param details empty without details, which differs from details without content
 * @param continueToken token with which the client can continue nevertheless, or an empty string
 */
public record ApiStatus(int code, String reason, String message, Optional<Details> details, String continueToken) {
    /**
     * The object of the failure.
     *
     * @param kind the resource, despite its name
     * @param retryAfterSeconds 0 if a retry is useless
     */
    record Details(String name, String group, String kind, List<Cause> causes, int retryAfterSeconds) {
        static final Details NOTHING = new Details("", "", "", List.of(), 0);

        Details {
            causes = List.copyOf(causes);
        }
    }

    /** One invalid field. */
    public record Cause(String reason, String message, String field) {
        public Cause {
            message = printable(message);
        }
    }

    private static final int LONGEST_MESSAGE = 1_000;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int GONE = 410;
    private static final int UNPROCESSABLE = 422;
    private static final int INTERNAL_ERROR = 500;
    private static final int SERVICE_UNAVAILABLE = 503;

    public static ApiStatus badRequest(String message) {
        return new ApiStatus(BAD_REQUEST, "BadRequest", printable(message), Optional.empty(), "");
    }

    /** Returns the status for an object that does not exist; {@code kind} is the resource name that its lister uses. */
    public static ApiStatus noSuchObject(String kind, String name) {
        Details details = new Details(name, "", kind, List.of(), 0);
        String message = kind + " \"" + PrintableText.escape(name, LONGEST_MESSAGE) + "\" not found";
        return new ApiStatus(NOT_FOUND, "NotFound", message, Optional.of(details), "");
    }

    /** Returns the status for an object that exists without known usage. */
    public static ApiStatus noMetrics(ApiResource resource, String name) {
        String kind = resource == ApiResource.PODS ? "podmetrics" : "nodemetrics";
        Details details = new Details(name, ApiVersion.GROUP, kind, List.of(), 0);
        String message =
                kind + "." + ApiVersion.GROUP + " \"" + PrintableText.escape(name, LONGEST_MESSAGE) + "\" not found";
        return new ApiStatus(NOT_FOUND, "NotFound", message, Optional.of(details), "");
    }

    /** Returns the status for a path without a resource. */
    public static ApiStatus noSuchPath() {
        String message = "the server could not find the requested resource";
        return new ApiStatus(NOT_FOUND, "NotFound", message, Optional.of(Details.NOTHING), "");
    }

    public static ApiStatus methodNotAllowed() {
        String message = "the server does not allow this method on the requested resource";
        return new ApiStatus(METHOD_NOT_ALLOWED, "MethodNotAllowed", message, Optional.of(Details.NOTHING), "");
    }

    /** Returns the status of a watch request, which is not supported (405). */
    public static ApiStatus noWatch(ApiResource resource) {
        Details details = new Details("", ApiVersion.GROUP, resource.plural(), List.of(), 0);
        String message =
                "watch is not supported on resources of kind \"" + resource.plural() + "." + ApiVersion.GROUP + "\"";
        return new ApiStatus(METHOD_NOT_ALLOWED, "MethodNotAllowed", message, Optional.of(details), "");
    }

    /** Returns the status for an Accept header without a served media type. */
    public static ApiStatus noSuchRepresentation(String mediaTypes) {
        String message = "406: Not Acceptable\n\nAvailable representations: " + mediaTypes;
        return new ApiStatus(NOT_ACCEPTABLE, "NotAcceptable", message, Optional.of(Details.NOTHING), "");
    }

    /** Returns the status for a media type that is served, but not with the clause's parameters. */
    public static ApiStatus notAcceptable(String message) {
        return new ApiStatus(NOT_ACCEPTABLE, "NotAcceptable", message, Optional.empty(), "");
    }

    /** Returns the status for an expired continue token. {@code continueToken} continues with the current objects. */
    public static ApiStatus expired(String continueToken) {
        String message = "The provided continue parameter is too old to display a consistent list result. You can start"
                + " a new list without the continue parameter, or use the continue token in this response to retrieve"
                + " the remainder of the results. Continuing with the provided token results in an inconsistent list -"
                + " objects that were created, modified, or deleted between the time the first chunk was returned and"
                + " now may show up in the list.";
        return new ApiStatus(GONE, "Expired", message, Optional.empty(), continueToken);
    }

    /** Returns the status for list options that contradict each other. */
    public static ApiStatus invalidListOptions(Cause cause) {
        Details details = new Details("", "meta.k8s.io", "ListOptions", List.of(cause), 0);
        String message = "ListOptions.meta.k8s.io \"\" is invalid: " + cause.field() + ": " + cause.message();
        return new ApiStatus(UNPROCESSABLE, "Invalid", message, Optional.of(details), "");
    }

    /** Returns the status of a failure in this program (500). */
    public static ApiStatus internalError(String message) {
        Cause cause = new Cause("", message, "");
        Details details = new Details("", "", "", List.of(cause), 0);
        String full = "Internal error occurred: " + message;
        return new ApiStatus(INTERNAL_ERROR, "InternalError", printable(full), Optional.of(details), "");
    }

    public static ApiStatus unavailable(String message, int retryAfterSeconds) {
        Details details = new Details("", "", "", List.of(), retryAfterSeconds);
        return new ApiStatus(SERVICE_UNAVAILABLE, "ServiceUnavailable", message, Optional.of(details), "");
    }

    /** Returns the message as one bounded line, since it can contain text of the client. */
    private static String printable(String message) {
        return PrintableText.oneLine(message, LONGEST_MESSAGE);
    }

    public ApiStatusException asException() {
        return new ApiStatusException(this);
    }

    /** Returns the delay in seconds before a retry; 0 if a retry is useless. */
    int retryAfterSeconds() {
        return details.map(Details::retryAfterSeconds).orElse(0);
    }
}
