package io.kubestats.kubelet.tls;

import static java.util.Objects.requireNonNull;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A trust manager for kubelet certificates. A certificate must be signed by a known authority and issued either for the
 * dialled address or for the node's identity, {@code CN=system:node:NAME} in {@code O=system:nodes}, as clusters issue
 * to their kubelets. A certificate of one node is never accepted for another node. Thread-safe.
 */
public final class KubeletTrust extends X509ExtendedTrustManager {
    private static final String NODE_PREFIX = "system:node:";
    private static final String NODES = "system:nodes";

    private final X509TrustManager authorities;

    private KubeletTrust(X509TrustManager authorities) {
        this.authorities = authorities;
    }

    /** Creates the trust manager on top of those of the authorities. */
    static TrustManager[] in(TrustManager[] authorities) {
        for (TrustManager manager : authorities) {
            if (manager instanceof X509TrustManager x509) {
                return new TrustManager[] {new KubeletTrust(x509)};
            }
        }
        throw new IllegalArgumentException("holds no authority");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        KubeletPeer peer = KubeletPeer.ofText(String.valueOf(engine.getPeerHost()))
                .orElseThrow(() -> new CertificateException("the intended peer of this connection is unknown"));
        X509Certificate leaf = requireNonNull(chain[0]);
        try {
            authorities.checkServerTrusted(chain, type);
        } catch (CertificateException e) {
            if (isSelfMade(leaf)) {
                throw new RefusedCertificateException("the kubelet of node " + peer.node()
                        + " uses a self-signed certificate, which proves nothing; either set serverTLSBootstrap: true"
                        + " in its configuration and approve its request (kubectl get csr, kubectl certificate approve"
                        + " NAME), or use " + KubeletCredentials.INSECURE_TLS + " to take any certificate");
            }
            throw e;
        }
        if (!HostNames.match(leaf, peer.host()) && !isNode(leaf, peer.node())) {
            throw new RefusedCertificateException("the kubelet's certificate is not for " + peer.host()
                    + " and not for the node " + peer.node() + " (it is for "
                    + leaf.getSubjectX500Principal().getName() + HostNames.shown(leaf)
                    + "); give the kubelet one that names its address or node (serverTLSBootstrap: true), or use "
                    + KubeletCredentials.INSECURE_TLS + " to take any certificate");
        }
    }

    /**
     * Returns whether the kubelet issued the certificate itself. A kubelet without a certificate creates one, signed by
     * a throw-away authority named NAME-ca@TIME.
     */
    private static boolean isSelfMade(X509Certificate leaf) {
        String issuer = leaf.getIssuerX500Principal().getName();
        String subject = leaf.getSubjectX500Principal().getName();
        return issuer.equals(subject) || issuer.toLowerCase(Locale.ROOT).matches("cn=.+-ca@\\d+");
    }

    private static boolean isNode(X509Certificate leaf, String node) {
        boolean name = false;
        boolean group = false;
        try {
            for (Rdn rdn : new LdapName(leaf.getSubjectX500Principal().getName()).getRdns()) {
                name |= holds(rdn, "CN", NODE_PREFIX + node);
                group |= holds(rdn, "O", NODES);
            }
        } catch (InvalidNameException e) {
            return false;
        }
        return name && group;
    }

    private static boolean holds(Rdn rdn, String type, String value) {
        try {
            var attribute = rdn.toAttributes().get(type);
            return attribute != null
                    && attribute.contains(value)
                    && attribute.get().equals(value);
        } catch (NamingException e) {
            return false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("the intended peer of this connection is unknown");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("the intended peer of this connection is unknown");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("kubelets are no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("kubelets are no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("kubelets are no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
