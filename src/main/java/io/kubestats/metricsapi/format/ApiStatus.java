package io.kubestats.metricsapi.format;

import io.kubestats.text.PrintableText;
import java.util.List;
import java.util.Optional;

/**
 * A Status of Kubernetes that tells of a failure, with the messages that its clients print.
 *
 * @param reason one word for programs; empty if the code has none
 * @param details empty if there are none, which is not the same as details that say nothing
 * @param continueToken with which to go on in spite of the failure; empty if there is none
 */
public record ApiStatus(int code, String reason, String message, Optional<Details> details, String continueToken) {
    /**
     * What the failure is about.
     *
     * @param kind the resource, for all its name
     * @param retryAfterSeconds 0 if there is no use in a retry
     */
    record Details(String name, String group, String kind, List<Cause> causes, int retryAfterSeconds) {
        static final Details NOTHING = new Details("", "", "", List.of(), 0);

        Details {
            causes = List.copyOf(causes);
        }
    }

    /** One thing that was wrong. */
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

    /** There is no object of that name; {@code kind} is how the lister of such objects calls them. */
    public static ApiStatus noSuchObject(String kind, String name) {
        Details details = new Details(name, "", kind, List.of(), 0);
        String message = kind + " \"" + PrintableText.escape(name, LONGEST_MESSAGE) + "\" not found";
        return new ApiStatus(NOT_FOUND, "NotFound", message, Optional.of(details), "");
    }

    /** The object is there, but nothing is known of its use. */
    public static ApiStatus noMetrics(ApiResource resource, String name) {
        String kind = resource == ApiResource.PODS ? "podmetrics" : "nodemetrics";
        Details details = new Details(name, ApiVersion.GROUP, kind, List.of(), 0);
        String message =
                kind + "." + ApiVersion.GROUP + " \"" + PrintableText.escape(name, LONGEST_MESSAGE) + "\" not found";
        return new ApiStatus(NOT_FOUND, "NotFound", message, Optional.of(details), "");
    }

    /** There is nothing at that path. */
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

    /** No clause of the Accept header names a media type that is served. */
    public static ApiStatus noSuchRepresentation(String mediaTypes) {
        String message = "406: Not Acceptable\n\nAvailable representations: " + mediaTypes;
        return new ApiStatus(NOT_ACCEPTABLE, "NotAcceptable", message, Optional.of(Details.NOTHING), "");
    }

    /** A media type is served, but not as the clause's parameters ask. */
    public static ApiStatus notAcceptable(String message) {
        return new ApiStatus(NOT_ACCEPTABLE, "NotAcceptable", message, Optional.empty(), "");
    }

    /** What a continue token was for is gone. {@code continueToken} goes on with what there is now. */
    public static ApiStatus expired(String continueToken) {
        String message = "The provided continue parameter is too old to display a consistent list result. You can start"
                + " a new list without the continue parameter, or use the continue token in this response to retrieve"
                + " the remainder of the results. Continuing with the provided token results in an inconsistent list -"
                + " objects that were created, modified, or deleted between the time the first chunk was returned and"
                + " now may show up in the list.";
        return new ApiStatus(GONE, "Expired", message, Optional.empty(), continueToken);
    }

    /** List options that contradict each other. */
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

    /** Returns a message in which the client's own text is one line and bounded. */
    private static String printable(String message) {
        return PrintableText.oneLine(message, LONGEST_MESSAGE);
    }

    public ApiStatusException asException() {
        return new ApiStatusException(this);
    }

    /** Seconds after which a client shall try again; 0 if it shall not. */
    int retryAfterSeconds() {
        return details.map(Details::retryAfterSeconds).orElse(0);
    }
}
