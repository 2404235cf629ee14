package io.kubestats.testing;

import io.kubestats.model.KubeletTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP or HTTPS server on a loopback address with scripted responses, which records its requests. */
public final class FakeKubelet implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Server server;
    private final ServerConnector connector;
    private final String scheme;
    private final Map<String, Supplier<FakeAnswer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();

    private FakeKubelet(String scheme, Server server, ServerConnector connector) {
        this.scheme = scheme;
        this.server = server;
        this.connector = connector;
    }

    /** Starts a kubelet without TLS. */
    public static FakeKubelet plain() {
        Server server = newServer();
        return start("http", LOOPBACK, server, new ServerConnector(server, 1, 1));
    }

    /** Starts a kubelet with the serving certificate {@code identity}. */
    public static FakeKubelet secure(FakeIdentity identity) {
        return secure(identity, Optional.empty());
    }

    /** Starts a kubelet on another loopback address, for example {@code ::1}. */
    public static FakeKubelet secure(FakeIdentity identity, String address) {
        return secure(identity, address, Optional.empty());
    }

    /** Starts a kubelet that requires a client certificate of {@code clients}. */
    public static FakeKubelet secure(FakeIdentity identity, Optional<FakeAuthority> clients) {
        return secure(identity, LOOPBACK, clients);
    }

    private static FakeKubelet secure(FakeIdentity identity, String address, Optional<FakeAuthority> clients) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity.keyStore());
        tls.setKeyStorePassword("");
        clients.ifPresent(authority -> {
            tls.setTrustStore(trustStore(authority));
            tls.setNeedClientAuth(true);
        });
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer(false));
        Server server = newServer();
        HttpConnectionFactory http11 = new HttpConnectionFactory(http);
        return start(
                "https",
                address,
                server,
                new ServerConnector(server, 1, 1, new SslConnectionFactory(tls, http11.getProtocol()), http11));
    }

    /** Sets the response to {@code pathAndQuery}; all others get a 404. */
    public FakeKubelet answer(String pathAndQuery, FakeAnswer answer) {
        return answer(pathAndQuery, () -> answer);
    }

    /** Sets a response that is created for each request. */
    public FakeKubelet answer(String pathAndQuery, Supplier<FakeAnswer> answer) {
        answers.put(pathAndQuery, answer);
        return this;
    }

    /** Returns the address. */
    public URI endpoint() {
        String host = connector.getHost();
        return URI.create(
                scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort());
    }

    /** Returns the target of a kubelet of {@code node}. */
    public KubeletTarget target(String node) {
        return new KubeletTarget(node, endpoint());
    }

    /** Returns the requests, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Returns the number of accepted connections. */
    public int acceptedConnections() {
        return accepted.get();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Server newServer() {
        QueuedThreadPool threads = new QueuedThreadPool(8, 1);
        threads.setName("fake-kubelet");
        threads.setDaemon(true);
        Server server = new Server(threads);
        server.setStopTimeout(0);
        return server;
    }

    private static FakeKubelet start(String scheme, String address, Server server, ServerConnector connector) {
        connector.setHost(address);
        server.addConnector(connector);
        FakeKubelet kubelet = new FakeKubelet(scheme, server, connector);
        connector.addBean(kubelet.new Connections());
        server.setHandler(kubelet.new Script());
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return kubelet;
    }

    private static KeyStore trustStore(FakeAuthority authority) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, new char[0]);
            byte[] pem = authority.pem().getBytes(StandardCharsets.US_ASCII);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request and its relevant headers; empty if absent. */
    public record Asked(String pathAndQuery, String authorization, String acceptEncoding, String cookie) {}

    private final class Script extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String pathAndQuery = request.getHttpURI().getPathQuery();
            asked.add(new Asked(
                    pathAndQuery,
                    header(request, HttpHeader.AUTHORIZATION),
                    header(request, HttpHeader.ACCEPT_ENCODING),
                    header(request, HttpHeader.COOKIE)));
            answers.getOrDefault(pathAndQuery, () -> FakeAnswer.text(404, "404 page not found\n"))
                    .get()
                    .write(response, callback);
            return true;
        }

        private static String header(Request request, HttpHeader name) {
            String value = request.getHeaders().get(name);
            return value == null ? "" : value;
        }
    }

    private final class Connections implements Connection.Listener {
        @Override
        public void onOpened(Connection connection) {
            if (isHttp(connection)) {
                accepted.incrementAndGet();
            }
        }

        @Override
        public void onClosed(Connection connection) {}

        /** Returns whether the connection is one of HTTP; TLS has one beneath it. */
        private static boolean isHttp(Connection connection) {
            return connection instanceof HttpConnection;
        }
    }
}
