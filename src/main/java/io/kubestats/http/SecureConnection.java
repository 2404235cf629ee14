package io.kubestats.http;

import io.kubestats.tls.TlsContexts;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS configuration for the aggregation layer and for probes of kubelets. A client certificate is requested and
 * accepted unverified: its validity depends on its use, so a guard verifies it. SNI need not match the certificate,
 * because the API server sends an address as host and the Service as name.
 */
final class SecureConnection {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] CIPHERS = {
        "TLS_AES_.*", "TLS_CHACHA20_.*", "TLS_ECDHE_.*_GCM_.*", "TLS_ECDHE_.*_CHACHA20_.*"
    };

    /** Sessions kept for resumption without a ticket; each holds the client's certificates. */
    private static final int SESSIONS = 256;

    private SecureConnection() {}

    static SslConnectionFactory factory(ServerIdentity identity, HttpConfiguration http) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        try {
            tls.setSslContext(TlsContexts.context(new KeyManager[] {identity.keyManager()}, TlsContexts.trustAnyone()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
        tls.setIncludeProtocols(PROTOCOLS);
        tls.setIncludeCipherSuites(CIPHERS);
        tls.setWantClientAuth(true);
        tls.setSslSessionCacheSize(SESSIONS);
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new SslConnectionFactory(tls, new HttpConnectionFactory(http).getProtocol());
    }

    /** Returns the certificate chain that the peer presented, not verified. */
    static List<X509Certificate> peer(Request request) {
        return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session
                        && session.peerCertificates() != null
                ? List.of(session.peerCertificates())
                : List.of();
    }
}
