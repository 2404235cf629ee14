package io.kubestats.http;

import io.kubestats.text.PrintableText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A failure as a Kubernetes {@code Status}, created once per kind of failure. It never contains text from the request.
 * Immutable and thread-safe.
 *
 * @param code the HTTP status
 * @param json the document
 */
record StatusBody(int code, String json) {
    static final StatusBody SHUTTING_DOWN =
            of(503, "ServiceUnavailable", "apiserver is shutting down", "\"details\":{\"retryAfterSeconds\":1},");
    static final StatusBody METHOD_NOT_ALLOWED =
            of(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    static final StatusBody LINE_TOO_LONG =
            of(414, "RequestURITooLong", "the request line exceeds " + RequestForm.MAX_LINE + " bytes");
    static final StatusBody PATH_NOT_CANONICAL =
            of(400, "BadRequest", "the path is not canonical: no escapes, parameters, empty segments or dot segments");
    static final StatusBody METHOD_OVERRIDE = of(400, "BadRequest", "the method cannot be overridden by a header");

    private static StatusBody of(int code, String reason, String message) {
        return of(code, reason, message, "");
    }

    private static StatusBody of(int code, String reason, String message, String details) {
        return new StatusBody(
                code,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
                        + PrintableText.escape(message) + "\",\"reason\":\"" + reason + "\"," + details + "\"code\":"
                        + code + "}\n");
    }

    /** Returns the failure with that HTTP status, described by the standard phrase of the status. */
    static StatusBody ofCode(int code) {
        String phrase = HttpStatus.getMessage(code);
        String reason =
                switch (code) {
                    case 400 -> "BadRequest";
                    case 404 -> "NotFound";
                    case 405 -> "MethodNotAllowed";
                    case 408, 504 -> "Timeout";
                    case 413 -> "RequestEntityTooLarge";
                    case 415 -> "UnsupportedMediaType";
                    case 503 -> "ServiceUnavailable";
                    default -> code >= 500 ? "InternalError" : phrase.replaceAll("[^A-Za-z]", "");
                };
        return of(code, reason, phrase);
    }

    /** Writes this as the complete response. */
    void write(Response response, Callback callback) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setStatus(code);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
