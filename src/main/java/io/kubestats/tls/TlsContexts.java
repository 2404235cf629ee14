package io.kubestats.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Factory of TLS contexts from the bytes of PEM files. A faulty file causes an {@link IllegalArgumentException}. */
public final class TlsContexts {
    private static final char[] NO_PASSWORD = {};

    private TlsContexts() {}

    /** Returns a context that presents {@code keys} and verifies with {@code trust}. */
    public static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    /** Creates the first message of a handshake and discards it, which loads most classes that TLS needs. */
    public static void rehearse() throws GeneralSecurityException, SSLException {
        SSLEngine engine = context(new KeyManager[0], trustAnyone()).createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer message = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        var unused = engine.wrap(ByteBuffer.allocate(0), message);
    }

    /** Returns trust managers that accept any certificate. */
    public static TrustManager[] trustAnyone() {
        return new TrustManager[] {new Credulous()};
    }

    /** Returns trust managers for the authorities in a PEM bundle. */
    public static TrustManager[] trust(byte[] bundle) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        int number = 0;
        for (X509Certificate certificate : certificates(bundle)) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return trust(store);
    }

    /** Returns trust managers for the JDK's default authorities. */
    public static TrustManager[] trustAsTheJdkDoes() throws GeneralSecurityException {
        return trust((KeyStore) null);
    }

    private static TrustManager[] trust(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Returns key managers that present a certificate, with its chain, for {@code key}. */
    public static KeyManager[] identity(byte[] certificate, PrivateKey key) throws GeneralSecurityException {
        List<X509Certificate> chain = chain(certificate, key);
        KeyStore store = emptyStore();
        store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    /** Returns the certificates of a PEM file, whose first one must belong to {@code key}. */
    public static List<X509Certificate> chain(byte[] certificate, PrivateKey key) throws GeneralSecurityException {
        List<X509Certificate> chain = certificates(certificate);
        if (!belongTogether(chain.get(0), key)) {
            throw new IllegalArgumentException("holds a certificate that does not belong to the key");
        }
        return chain;
    }

    /** Returns all certificates of a PEM file, at least one. */
    public static List<X509Certificate> certificates(byte[] file) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemBlock block : PemBlock.all(file)) {
            if (block.label().equals("CERTIFICATE")) {
                try {
                    certificates.add(
                            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                } catch (CertificateException e) {
                    throw new IllegalArgumentException("holds a certificate that is damaged", e);
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("holds no certificate (-----BEGIN CERTIFICATE-----)");
        }
        return certificates;
    }

    /** Returns whether the certificate holds the public half of that key. */
    public static boolean belongTogether(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String publicAlgorithm = certificate.getPublicKey().getAlgorithm();
        if (!publicAlgorithm.equals(key.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (publicAlgorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> publicAlgorithm;
                });
        byte[] proof = {1, 2, 3};
        signature.initSign(key);
        signature.update(proof);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(proof);
        return signature.verify(signed);
    }

    /** Returns a JKS store. PKCS#12 derives its key with ten thousand rounds of a hash, which would delay the start. */
    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JKS");
        try {
            store.load(null, NO_PASSWORD);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        return store;
    }

    /**
     * The trust manager of {@code --kubelet-insecure-tls}. It is an extended one, because the JDK adds checks to plain
     * ones.
     */
    private static final class Credulous extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
