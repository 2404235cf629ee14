package io.kubestats.kubelet;

import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A protocol handler that skips interim responses (100, 102, 103 and any other 1xx except 101), as RFC 9110 requires of
 * every client. Without it, Jetty takes an interim response as the end of the exchange, ignores the final response and
 * never releases the connection.
 *
 * <p>The number of skipped responses is limited; a further one reaches the listener of the exchange, which aborts it.
 * Thread-safe.
 */
final class InterimAnswers extends EarlyHintsProtocolHandler {
    /** The limit of Go's HTTP client, which metrics-server uses. */
    static final int MOST = 5;

    private static final String SKIPPED = InterimAnswers.class.getName();

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
