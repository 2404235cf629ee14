package io.kubestats.metricsapi.format;

import java.util.Map;

/** A response of the Metrics API. */
public record ApiAnswer(int status, String contentType, Map<String, String> headers, ResponseBody body) {
    private static final int OK = 200;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_MODIFIED = 304;

    public ApiAnswer {
        headers = Map.copyOf(headers);
    }

    public static ApiAnswer ok(String contentType, ResponseBody body) {
        return new ApiAnswer(OK, contentType, Map.of(), body);
    }

    /** Returns a text document in the negotiated encoding. */
    public static ApiAnswer ok(BodyEncoding encoding, JsonBody document) {
        return ok(encoding.mediaType(), document.in(encoding));
    }

    /** Returns a 304 for a client that has the document already. */
    public static ApiAnswer notModified(Map<String, String> headers) {
        return new ApiAnswer(NOT_MODIFIED, "", headers, out -> {});
    }

    /** Returns a Status in the negotiated encoding. */
    public static ApiAnswer of(ApiStatus status, BodyEncoding encoding) {
        ResponseBody body =
                encoding == BodyEncoding.PROTOBUF ? new StatusProtobuf(status) : new StatusText(status).in(encoding);
        return new ApiAnswer(status.code(), encoding.mediaType(), headers(status), body);
    }

    public ApiAnswer withHeaders(Map<String, String> more) {
        return new ApiAnswer(status, contentType, more, body);
    }

    public ApiAnswer withBody(ResponseBody other) {
        return new ApiAnswer(status, contentType, headers, other);
    }

    private static Map<String, String> headers(ApiStatus status) {
        if (status.retryAfterSeconds() > 0) {
            return Map.of("Retry-After", Integer.toString(status.retryAfterSeconds()));
        }
        return status.code() == METHOD_NOT_ALLOWED ? Map.of("Allow", "GET") : Map.of();
    }
}
