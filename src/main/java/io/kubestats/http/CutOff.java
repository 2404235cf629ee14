package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the answer to one request so that no reader takes what it has of it for the whole: its connection is reset. The
 * last chunk, which would tell that all is there, is never sent; and to a reader to whom the end of the connection
 * would tell it, a reset does not. Who is writing the answer gets an {@link IOException}. Safe for any number of
 * threads.
 */
final class CutOff {
    private static final Logger LOG = LoggerFactory.getLogger(CutOff.class);
    private static final Integer AT_ONCE = 0;

    private final Request request;

    CutOff(Request request) {
        this.request = requireNonNull(request, "request");
    }

    void now(Throwable cause) {
        EndPoint seen = request.getConnectionMetaData().getConnection().getEndPoint();
        // Below TLS, which would wait for its farewell to be read.
        EndPoint socket = seen.getTransport() instanceof EndPoint below ? below : seen;
        if (socket.getTransport() instanceof NetworkChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, AT_ONCE);
            } catch (IOException | UnsupportedOperationException e) {
                LOG.atDebug().setCause(e).log("a connection is closed, not reset");
            }
        }
        socket.close(cause);
        seen.close(cause);
    }
}
