package io.kubestats.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a loopback address that responds with arbitrary bytes, well-formed or not. */
public final class RawKubelet implements AutoCloseable {
    private final ServerSocket socket;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Answer answer;

    private RawKubelet(ServerSocket socket, Answer answer) {
        this.socket = socket;
        this.answer = answer;
    }

    /** Starts a server with one response to every request. */
    public static RawKubelet answering(Answer answer) {
        try {
            RawKubelet kubelet = new RawKubelet(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), answer);
            daemon(kubelet::accept);
            return kubelet;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Replaces the response. */
    public void answer(Answer newAnswer) {
        answer = newAnswer;
    }

    /** Returns the address. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Returns the number of requests. */
    public int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException e) {
                // Closed at the end of the test.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            for (String head = head(connection); !head.isEmpty(); head = head(connection)) {
                asked.incrementAndGet();
                if (!answer.write(head.substring(4, head.indexOf(' ', 4)), connection.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client closed the connection.
        } finally {
            connections.remove(connection);
        }
    }

    /** Reads a request up to the blank line; empty at the end of the connection. */
    private static String head(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            String text = head.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                return text;
            }
        }
        return "";
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-kubelet");
        thread.setDaemon(true);
        thread.start();
    }

    /** A response to one request. */
    @FunctionalInterface
    public interface Answer {
        /**
         * Writes the response to a request for {@code path} with its query, and returns whether the connection stays
         * open.
         */
        boolean write(String path, OutputStream out) throws IOException;

        /** Returns a response of these bytes, which keeps the connection open. */
        static Answer saying(String bytes) {
            return (path, out) -> {
                out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                return true;
            };
        }

        /** Returns a response of these bytes, which closes the connection. */
        static Answer closingAfter(String bytes) {
            return (path, out) -> {
                saying(bytes).write(path, out);
                return false;
            };
        }

        /** Returns a response that repeats the same bytes after a beginning until the client closes the connection. */
        static Answer endless(String beginning, String bytes) {
            return (path, out) -> {
                saying(beginning).write(path, out);
                while (true) {
                    saying(bytes).write(path, out);
                }
            };
        }

        /** Returns a response of these bytes followed by another one. */
        static Answer before(String bytes, Answer rest) {
            return (path, out) -> saying(bytes).write(path, out) && rest.write(path, out);
        }
    }
}
