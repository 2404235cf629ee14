package io.kubestats.demo.kubelet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Factory of listening sockets on loopback, one for each simulated kubelet: on separate addresses where the system has
 * all of 127.0.0.0/8, as Linux does; otherwise on separate ports of 127.0.0.1.
 */
final class LoopbackSockets {
    /** The kubelet's usual port. */
    static final int KUBELET_PORT = 10250;

    private static final int BACKLOG = 32;
    private static final int TRIES = 4;
    private static final int ANY_PORT = 0;
    private static final int ADDRESSES_PER_BLOCK = 250;

    private LoopbackSockets() {}

    /**
     * Opens {@code count} non-blocking sockets, all or none.
     *
     * @param ownAddresses whether to try separate addresses
     * @throws IOException if that many cannot be opened
     */
    static List<ServerSocketChannel> open(int count, boolean ownAddresses) throws IOException {
        if (ownAddresses) {
            int port = KUBELET_PORT;
            for (int i = 0; i < TRIES; i++) {
                try {
                    return openOnOwnAddresses(count, port);
                } catch (SocketException e) {
                    // The port is in use on one of the addresses, or the addresses do not exist.
                    port = ANY_PORT;
                }
            }
        }
        return openOnOwnPorts(count);
    }

    private static InetAddress address(int number) {
        return address(10, number / ADDRESSES_PER_BLOCK, number % ADDRESSES_PER_BLOCK + 1);
    }

    private static InetAddress address(int second, int third, int fourth) {
        try {
            return InetAddress.getByAddress(new byte[] {127, (byte) second, (byte) third, (byte) fourth});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static List<ServerSocketChannel> openOnOwnAddresses(int count, int firstPort) throws IOException {
        List<ServerSocketChannel> channels = new ArrayList<>();
        try {
            int port = firstPort;
            for (int i = 0; i < count; i++) {
                ServerSocketChannel channel = bind(new InetSocketAddress(address(i), port));
                channels.add(channel);
                port = channel.socket().getLocalPort();
            }
            return channels;
        } catch (IOException e) {
            close(channels);
            throw e;
        }
    }

    private static List<ServerSocketChannel> openOnOwnPorts(int count) throws IOException {
        List<ServerSocketChannel> channels = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                channels.add(bind(new InetSocketAddress(address(0, 0, 1), ANY_PORT)));
            }
            return channels;
        } catch (IOException e) {
            close(channels);
            throw e;
        }
    }

    private static ServerSocketChannel bind(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Closes all sockets. */
    static void close(List<ServerSocketChannel> channels) {
        for (ServerSocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                // Closing failed, and nothing remains to be done.
            }
        }
    }
}
