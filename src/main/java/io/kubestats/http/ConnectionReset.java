package io.kubestats.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts the response to one request by resetting its TCP connection, so that no client mistakes a truncated body for a
 * complete one: neither the last chunk nor an orderly end of the connection is ever sent. The writer of the response
 * gets an {@link IOException}. Thread-safe.
 */
record ConnectionReset(Request request) {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionReset.class);
    private static final Integer AT_ONCE = 0;

    void now(Throwable cause) {
        EndPoint seen = request.getConnectionMetaData().getConnection().getEndPoint();
        // Below TLS, which would wait for its close_notify to be read.
        reset(ClientEndPoint.of(request), cause);
        seen.close(cause);
    }

    /** Resets a connection. */
    static void reset(ClientEndPoint socket, Throwable cause) {
        if (socket.getTransport() instanceof NetworkChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, AT_ONCE);
            } catch (IOException | UnsupportedOperationException e) {
                LOG.atDebug().setCause(e).log("a connection is closed, not reset");
            }
        }
        socket.close(cause);
    }
}
