package io.kubestats.kubelet;

import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslClientConnectionFactory;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Connects to kubelets, and keeps nothing of how a connection came to be: Jetty's own listener, which would compare the
 * host's name a second time, holds on to all of it for as long as the connection stands. That the name fits is
 * {@link KubeletTrust}'s to see.
 */
final class KubeletConnector extends ClientConnector {
    @Override
    public ClientConnectionFactory newSslClientConnectionFactory(
            SslContextFactory.Client tls, ClientConnectionFactory wrapped) {
        return new Connections(tls, getByteBufferPool(), getExecutor(), wrapped);
    }

    private static final class Connections extends SslClientConnectionFactory {
        Connections(
                SslContextFactory.Client tls,
                ByteBufferPool buffers,
                Executor executor,
                ClientConnectionFactory wrapped) {
            super(tls, buffers, executor, wrapped);
        }

        @Override
        protected SslConnection newSslConnection(EndPoint endPoint, SSLEngine engine) {
            return new Quiet(this, endPoint, engine);
        }
    }

    /** Nobody hears of its handshake but who waits for the connection. */
    private static final class Quiet extends SslConnection {
        Quiet(Connections from, EndPoint endPoint, SSLEngine engine) {
            super(
                    from.getByteBufferPool(),
                    from.getExecutor(),
                    from.getSslContextFactory(),
                    endPoint,
                    engine,
                    from.isDirectBuffersForEncryption(),
                    from.isDirectBuffersForDecryption());
        }

        @Override
        public void addHandshakeListener(SslHandshakeListener listener) {
            // It would be Jetty's own.
        }
    }
}
