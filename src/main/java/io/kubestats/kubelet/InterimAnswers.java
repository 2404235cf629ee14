package io.kubestats.kubelet;

import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A protocol handler that skips interim responses (100, 102, 103 and any other 1xx but 101), as RFC 9110 asks of every
 * client. Without one, Jetty takes an interim response for the end of the exchange: the final response is then ignored,
 * and the exchange keeps its connection for ever.
 *
 * <p>One attempt skips a few; what follows them reaches the attempt's own listener, which aborts it. Thread-safe.
 */
final class InterimAnswers extends EarlyHintsProtocolHandler {
    /** As many as Go's client, which metrics-server uses, skips. */
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
