package io.kubestats.demo.kubelet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The only Jetty server of all simulated kubelets: one connector, one selector, many listening sockets. */
final class KubeletServer {
    private static final int MOST_THREADS = 8;
    private static final int ACCEPTORS = 0;
    private static final int SELECTORS = 1;
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

    private KubeletServer() {}

    /** Starts the server on {@code sockets}. */
    static Server start(List<ServerSocketChannel> sockets, KeyManager keys, Handler handler) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
        threads.setName("demo-kubelets");
        threads.setDaemon(true);
        Server server = new Server(threads);
        server.setHandler(handler);
        // A graceful stop would wait for clients with persistent connections.
        server.setStopTimeout(0);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(
                server, ACCEPTORS, SELECTORS, new OwnEndTls(contextFactory(keys)), new HttpConnectionFactory(http));
        // The socket is bound already; its address is only for the log.
        InetSocketAddress first = (InetSocketAddress) sockets.get(0).getLocalAddress();
        connector.setHost(first.getHostString());
        connector.setPort(first.getPort());
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        server.addConnector(connector);
        try {
            connector.open(sockets.get(0));
            server.start();
            // The selector accepts from any number of listening sockets, while the connector knows only one.
            sockets.stream().skip(1).forEach(connector.getSelectorManager()::acceptor);
            return server;
        } catch (Exception e) {
            stop(server);
            throw new IOException("cannot start the simulated kubelets", e);
        }
    }

    /** Stops the server in any state. */
    static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the simulated kubelets", e);
        }
    }

    private static SslContextFactory.Server contextFactory(KeyManager keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            // Without trust managers: clients have no certificates, and the JDK's default would load all of its
            // authorities.
            context.init(new KeyManager[] {keys}, new TrustManager[0], null);
            SslContextFactory.Server factory = new SslContextFactory.Server();
            factory.setSslContext(context);
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this JDK", e);
        }
    }

    /**
     * A factory of TLS engines with the local address of the connection, by which {@link NodeKeys} selects the
     * certificate.
     */
    private static final class OwnEndTls extends SslConnectionFactory {
        OwnEndTls(SslContextFactory.Server factory) {
            super(factory, HttpVersion.HTTP_1_1.asString());
            setEnsureSecureRequestCustomizer(false);
        }

        @Override
        protected SslConnection newSslConnection(Connector connector, EndPoint endPoint, SSLEngine engine) {
            InetSocketAddress ownEnd = (InetSocketAddress) endPoint.getLocalSocketAddress();
            SSLEngine ownEngine =
                    getSslContextFactory().newSSLEngine(ownEnd.getAddress().getHostAddress(), ownEnd.getPort());
            ownEngine.setUseClientMode(false);
            return super.newSslConnection(connector, endPoint, ownEngine);
        }
    }
}
