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
 * TLS as the aggregation layer and kubelets' probes need it. A client certificate is asked for and taken as it is:
 * whether it proves anything depends on what it is used for, so that is a guard's to verify. The name that the client
 * asks for need not be in the certificate, since the API server sends an address as host and the Service as name.
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

    /** What the other side showed, not verified. */
    static List<X509Certificate> peer(Request request) {
        return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session
                        && session.peerCertificates() != null
                ? List.of(session.peerCertificates())
                : List.of();
    }
}
