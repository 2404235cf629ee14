package io.kubestats.apiserver;

import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A protocol handler that skips interim responses (1xx but 101), as RFC 9110 requires of every client. Without it,
 * Jetty treats an interim response as the end of the exchange and never releases its connection. The handler skips a
 * few per request; further ones reach the request's own listeners, which abort it. Thread-safe.
 */
final class InterimResponses extends EarlyHintsProtocolHandler {
    /** The limit of Go's client. */
    static final int MOST = 5;

    private static final String SKIPPED = InterimResponses.class.getName();

    @Override
    public String getName() {
        return "interim";
    }

    @Override
    public boolean accept(Request request, Response response) {
        if (!HttpStatus.isInterim(response.getStatus())) {
            return false;
        }
        int skipped = request.getAttributes().get(SKIPPED) instanceof Integer count ? count : 0;
        request.attribute(SKIPPED, skipped + 1);
        return skipped < MOST;
    }
}
