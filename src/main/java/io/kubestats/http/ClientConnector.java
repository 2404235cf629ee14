package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connector that registers its connections, and that pauses when accepting a connection fails, for example without a
 * free file descriptor: its selector would otherwise retry immediately and endlessly. Thread-safe.
 */
final class ClientConnector extends ServerConnector {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnector.class);
    private static final String ACCEPT_FAILED =
            "a connection could not be accepted; if files are too many, raise the limit of open files (ulimit -n)";

    private final ConnectionRegistry connections;
    private final RefusalLog log;
    private final LongSupplier nanos;
    private final AtomicBoolean paused = new AtomicBoolean();

    ClientConnector(
            Server server,
            ConnectionFactory[] protocols,
            ConnectionRegistry connections,
            RefusalLog log,
            LongSupplier nanos) {
        super(server, 0, 1, protocols);
        this.connections = requireNonNull(connections, "connections");
        this.log = requireNonNull(log, "log");
        this.nanos = requireNonNull(nanos, "nanos");
    }

    /** Resumes accepting connections after a failure. Called about once a second. */
    void resume() {
        if (paused.compareAndSet(true, false) && isRunning()) {
            setAccepting(true);
        }
    }

    private void pause(IOException failure) {
        log.note(ACCEPT_FAILED, String.valueOf(failure.getMessage()));
        connections.shed();
        setAccepting(false);
        paused.set(true);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        ClientEndPoint client = new ClientEndPoint(channel, selector, key, getScheduler(), connections, nanos);
        client.setIdleTimeout(getIdleTimeout());
        return client;
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        connections.opened((ClientEndPoint) endPoint);
    }

    @Override
    protected void onEndPointClosed(EndPoint endPoint) {
        connections.closed((ClientEndPoint) endPoint);
        super.onEndPointClosed(endPoint);
    }

    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new ServerConnectorManager(executor, scheduler, selectors) {
            @Override
            protected @Nullable SelectableChannel doAccept(SelectableChannel server) throws IOException {
                try {
                    return super.doAccept(server);
                } catch (ClosedChannelException stopped) {
                    LOG.atDebug().setCause(stopped).log("the listener was closed");
                    return null;
                } catch (IOException failure) {
                    pause(failure);
                    return null;
                }
            }
        };
    }
}
