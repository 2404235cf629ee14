package io.kubestats.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client that sends raw bytes from a chosen loopback address, and reads until the server closes the connection. */
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();

    RawClient(String localAddress, int port) throws IOException {
        socket.bind(new InetSocketAddress(localAddress, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** Sends one request on a connection of its own with {@code Connection: close}, and returns the response. */
    static String answer(int port, String request) throws IOException {
        try (RawClient client = new RawClient("127.0.0.1", port)) {
            client.send(request);
            return client.readAll();
        }
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Returns everything until the end of the connection; a reset counts as its end. */
    String readAll() throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                seen.write(buffer, 0, read);
            }
        } catch (java.net.SocketException reset) {
            return seen.toString(ISO_8859_1);
        }
        return seen.toString(ISO_8859_1);
    }

    /** Reads one response that has a {@code Content-Length}, and leaves the connection open. */
    String readAnswer() throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return seen.toString();
            }
            seen.append((char) next);
        }
        int length = seen.indexOf("Content-Length: ") + "Content-Length: ".length();
        int body = Integer.parseInt(seen.substring(length, seen.indexOf("\r\n", length)));
        return seen + new String(socket.getInputStream().readNBytes(body), ISO_8859_1);
    }

    /** Reads {@code bytes} bytes, or fewer if the connection ends, and returns their number. */
    int read(int bytes) throws IOException {
        return socket.getInputStream().readNBytes(bytes).length;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
