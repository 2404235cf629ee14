package io.kubestats.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A listener on a loopback address that is not a kubelet. */
public final class FakeSocket implements AutoCloseable {
    private final ServerSocket socket;

    private FakeSocket(ServerSocket socket) {
        this.socket = socket;
    }

    /** Starts a listener whose connections the kernel accepts and that never reads from them. */
    public static FakeSocket silent() {
        return new FakeSocket(listen());
    }

    /** Starts a listener that responds to any request with {@code bytes} and closes the connection. */
    public static FakeSocket saying(byte[] bytes) {
        FakeSocket fake = new FakeSocket(listen());
        Thread thread = new Thread(() -> fake.answer(bytes), "fake-socket");
        thread.setDaemon(true);
        thread.start();
        return fake;
    }

    /** Returns the address. */
    public URI endpoint(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(byte[] bytes) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                if (connection.getInputStream().read(new byte[8_192]) > 0) {
                    connection.getOutputStream().write(bytes);
                }
            } catch (IOException e) {
                // Closed by the client, or at the end of the test.
            }
        }
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
