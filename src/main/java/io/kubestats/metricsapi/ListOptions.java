package io.kubestats.metricsapi;

import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.cluster.selector.SelectorSyntaxException;
import io.kubestats.metricsapi.format.ApiRequest;
import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiStatus;
import io.kubestats.metricsapi.format.ApiStatusException;
import java.util.Locale;
import java.util.Optional;

/**
 * The query parameters of a list.
 *
 * @param limit the most objects of a page; 0 for all
 * @param continueToken token of the page; empty for the first one
 */
record ListOptions(LabelSelector labels, FieldSelector fields, long limit, String continueToken, boolean watch) {

    /**
     * Parses the parameters in the order in which Kubernetes reports errors.
     *
     * @throws ApiStatusException 400 or 422
     */
    static ListOptions parse(ApiRequest request, ApiResource resource) throws ApiStatusException {
        integer(request, "timeoutSeconds");
        long limit = integer(request, "limit");
        LabelSelector labels = labels(request.parameter("labelSelector"));
        FieldSelector fields = FieldSelector.parse(request.parameter("fieldSelector"));
        boolean watch = request.optionalParameter("watch")
                .filter(ListOptions::isNotFalse)
                .isPresent();
        if (!watch) {
            checkResourceVersion(request);
        }
        fields.check(resource);
        return new ListOptions(labels, fields, Math.max(0, limit), request.parameter("continue"), watch);
    }

    private static LabelSelector labels(String text) throws ApiStatusException {
        try {
            return LabelSelector.parse(text);
        } catch (SelectorSyntaxException e) {
            throw ApiStatus.badRequest(e.reason()).asException();
        }
    }

    private static long integer(ApiRequest request, String name) throws ApiStatusException {
        Optional<String> text = request.optionalParameter(name);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(text.get());
        } catch (NumberFormatException e) {
            boolean isNumber = text.get().matches("[-+]?[0-9]+");
            throw ApiStatus.badRequest("strconv.ParseInt: parsing \"" + text.get() + "\": "
                            + (isNumber ? "value out of range" : "invalid syntax"))
                    .asException();
        }
    }

    private static boolean isNotFalse(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        return !lowerCase.equals("false") && !lowerCase.equals("0");
    }

    /** Validates the resource version, which otherwise has no effect because only the current state is available. */
    private static void checkResourceVersion(ApiRequest request) throws ApiStatusException {
        String match = request.parameter("resourceVersionMatch");
        String version = request.parameter("resourceVersion");
        if (!match.isEmpty()) {
            if (version.isEmpty()) {
                throw forbidden("resourceVersionMatch is forbidden unless resourceVersion is provided");
            }
            if (!request.parameter("continue").isEmpty()) {
                throw forbidden("resourceVersionMatch is forbidden when continue is provided");
            }
            if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
                String message =
                        "Unsupported value: \"" + match + "\": supported values: \"Exact\", \"NotOlderThan\", \"\"";
                throw invalid("FieldValueNotSupported", message, "resourceVersionMatch");
            }
            if (match.equals("Exact") && version.equals("0")) {
                throw forbidden("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
            }
        }
        if (request.optionalParameter("sendInitialEvents").isPresent()) {
            String message = "Forbidden: sendInitialEvents is forbidden for list";
            throw invalid("FieldValueForbidden", message, "sendInitialEvents");
        }
    }

    private static ApiStatusException forbidden(String message) {
        return invalid("FieldValueForbidden", "Forbidden: " + message, "resourceVersionMatch");
    }

    private static ApiStatusException invalid(String reason, String message, String field) {
        return ApiStatus.invalidListOptions(new ApiStatus.Cause(reason, message, field))
                .asException();
    }
}
