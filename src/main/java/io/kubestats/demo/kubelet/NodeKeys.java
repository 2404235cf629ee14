package io.kubestats.demo.kubelet;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A key manager that serves the certificate of the node that a client connected to, which is identified by the host and
 * port of the TLS engine: the local address of the connection. A certificate is signed on first use.
 */
final class NodeKeys extends X509ExtendedKeyManager {
    private static final String EC = "EC";

    private final DemoCertificates certificates;
    private final Map<String, LoopbackKubelet> kubelets;
    private final Map<String, X509Certificate> signed = new ConcurrentHashMap<>();

    /** Creates a key manager for {@code kubelets} by {@code host:port}. */
    NodeKeys(DemoCertificates certificates, Map<String, LoopbackKubelet> kubelets) {
        this.certificates = certificates;
        this.kubelets = kubelets;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        if (engine == null || !keyType.equals(EC)) {
            return null;
        }
        String alias = engine.getPeerHost() + ":" + engine.getPeerPort();
        return kubelets.containsKey(alias) ? alias : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        LoopbackKubelet kubelet = kubelets.get(alias);
        if (kubelet == null) {
            return null;
        }
        X509Certificate certificate = signed.computeIfAbsent(
                alias,
                key -> certificates.serving(
                        kubelet.node().name(), kubelet.address().getAddress()));
        return new X509Certificate[] {certificate};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return certificates.servingKey();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return kubelets.keySet().toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
