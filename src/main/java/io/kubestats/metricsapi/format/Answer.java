package io.kubestats.metricsapi.format;

import java.util.Map;

/** What a request is answered with. */
public record Answer(int status, String contentType, Map<String, String> headers, Body body) {
    private static final int OK = 200;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_MODIFIED = 304;

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer ok(String contentType, Body body) {
        return new Answer(OK, contentType, Map.of(), body);
    }

    /** A document of text, in the encoding that was agreed on. */
    public static Answer ok(Encoding encoding, JsonBody document) {
        return ok(encoding.mediaType(), document.in(encoding));
    }

    /** The client has the document already. */
    public static Answer notModified(Map<String, String> headers) {
        return new Answer(NOT_MODIFIED, "", headers, out -> {});
    }

    /** A Status, in the encoding that was agreed on. */
    public static Answer of(ApiStatus status, Encoding encoding) {
        Body body = encoding == Encoding.PROTOBUF ? new StatusProtobuf(status) : new StatusText(status).in(encoding);
        return new Answer(status.code(), encoding.mediaType(), headers(status), body);
    }

    public Answer withHeaders(Map<String, String> more) {
        return new Answer(status, contentType, more, body);
    }

    public Answer withBody(Body other) {
        return new Answer(status, contentType, headers, other);
    }

    private static Map<String, String> headers(ApiStatus status) {
        if (status.retryAfterSeconds() > 0) {
            return Map.of("Retry-After", Integer.toString(status.retryAfterSeconds()));
        }
        return status.code() == METHOD_NOT_ALLOWED ? Map.of("Allow", "GET") : Map.of();
    }
}
