package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The socket of one client, with the state that limits on clients depend on: its address, whether a caller on it has
 * authenticated, whether it has a request in progress, how much it has sent, and when it last took a byte of a
 * response. Thread-safe.
 */
final class ClientEndPoint extends SocketChannelEndPoint {
    private final LongSupplier nanos;
    private final ConnectionRegistry connections;
    private final InetAddress address;
    private volatile boolean proven;
    private volatile boolean busy;
    private volatile int received;
    private volatile long waitingSince;
    private volatile long lastProgress;

    ClientEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            ConnectionRegistry connections,
            LongSupplier nanos) {
        super(channel, selector, key, scheduler);
        this.connections = requireNonNull(connections, "connections");
        this.nanos = requireNonNull(nanos, "nanos");
        this.address = getRemoteSocketAddress() instanceof InetSocketAddress remote && remote.getAddress() != null
                ? remote.getAddress()
                : InetAddress.getLoopbackAddress();
        this.waitingSince = nanos.getAsLong();
        this.lastProgress = waitingSince;
    }

    /** Returns the socket that {@code request} came through, below TLS if there is any. */
    static ClientEndPoint of(Request request) {
        EndPoint seen = request.getConnectionMetaData().getConnection().getEndPoint();
        return (ClientEndPoint) (seen.getTransport() instanceof EndPoint below ? below : seen);
    }

    InetAddress address() {
        return address;
    }

    /** Returns whether a caller on this connection has authenticated. */
    boolean isProven() {
        return proven;
    }

    void setProven() {
        proven = true;
    }

    /** Returns whether a complete request has arrived and is still unanswered. */
    boolean isBusy() {
        return busy;
    }

    void beginRequest() {
        busy = true;
    }

    void endRequest() {
        waitingSince = nanos.getAsLong();
        received = 0;
        busy = false;
    }

    /** Returns the number of bytes received since the last request was answered. */
    int received() {
        return received;
    }

    /** Returns the time since when the connection has been waiting for data from its client. */
    long waitingSince() {
        return waitingSince;
    }

    /** Returns whether response bytes are pending although the client has taken none since {@code time}. */
    boolean isStalledSince(long time) {
        return getWriteFlusher().isPending() && lastProgress - time <= 0;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only one thread at a time fills; others only read.
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        if (filled > 0) {
            received += filled;
            connections.received(this);
        }
        return filled;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = remaining(buffers);
        boolean all = super.flush(buffers);
        if (all || remaining(buffers) < before) {
            lastProgress = nanos.getAsLong();
        }
        return all;
    }

    private static long remaining(ByteBuffer... buffers) {
        long remaining = 0;
        for (ByteBuffer buffer : buffers) {
            remaining += buffer.remaining();
        }
        return remaining;
    }
}
