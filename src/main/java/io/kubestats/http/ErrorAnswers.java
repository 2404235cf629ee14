package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Error handler for requests that Jetty itself rejects, such as malformed ones: responds with a Status instead of an
 * error page.
 */
final class ErrorAnswers implements Request.Handler {
    private final RefusalLog log;

    ErrorAnswers(RefusalLog log) {
        this.log = requireNonNull(log, "log");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
        int code = cause instanceof HttpException refusal ? refusal.getCode() : response.getStatus();
        String reason = cause instanceof HttpException refusal
                ? Objects.requireNonNullElse(refusal.getReason(), "")
                : String.valueOf(cause);
        if (!(cause instanceof EofException)) { // EOF means that the client disconnected.
            log.note("a request was refused as malformed: " + code + ' ' + HttpStatus.getMessage(code), reason);
        }
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, private");
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        if (HttpStatus.hasNoBody(code)) {
            response.setStatus(code);
            callback.succeeded();
        } else {
            StatusBody.ofCode(code).write(response, callback);
        }
        return true;
    }
}
