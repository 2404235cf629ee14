package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import io.kubestats.text.PrintableText;
import io.kubestats.tls.TlsContexts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Authorities that may sign the certificates of clients of one sort. Immutable. */
final class TrustedAuthorities {
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USE = "2.5.29.37.0";

    private final String pem;
    private final Set<TrustAnchor> anchors;

    private TrustedAuthorities(String pem, Set<TrustAnchor> anchors) {
        this.pem = pem;
        this.anchors = anchors;
    }

    /** Returns an empty set of authorities, which trusts no certificate. */
    static TrustedAuthorities none() {
        return new TrustedAuthorities("", Set.of());
    }

    /**
     * Returns the authorities of a PEM bundle.
     *
     * @throws IllegalArgumentException with a readable reason, if it is invalid
     */
    static TrustedAuthorities of(String pem) {
        try {
            Set<TrustAnchor> anchors = TlsContexts.certificates(pem.getBytes(StandardCharsets.ISO_8859_1)).stream()
                    .map(certificate -> new TrustAnchor(certificate, null))
                    .collect(Collectors.toUnmodifiableSet());
            return new TrustedAuthorities(pem, anchors);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("holds a certificate that is damaged", e);
        }
    }

    /**
     * Returns the authorities of another PEM bundle; this object, if the bundle is the same.
     *
     * @throws IllegalArgumentException with a readable reason, if it is invalid
     */
    TrustedAuthorities next(String newPem) {
        return newPem.equals(pem) ? this : of(newPem);
    }

    boolean isEmpty() {
        return anchors.isEmpty();
    }

    /**
     * Returns the reason for which the first certificate of {@code chain} is not trusted as a client's at that time;
     * empty if it is.
     */
    String objection(List<X509Certificate> chain, Instant now) {
        X509Certificate leaf = requireNonNull(chain.get(0));
        if (anchors.isEmpty()) {
            return "it is not signed by a known authority";
        }
        try {
            leaf.checkValidity(Date.from(now));
            if (!isForClients(leaf)) {
                return "it is not meant for clients (extended key usage)";
            }
            var unused = CertPathBuilder.getInstance("PKIX").build(parameters(chain, leaf, now));
            return "";
        } catch (CertificateExpiredException e) {
            return "it expired at " + leaf.getNotAfter().toInstant() + "; renew it, or check the clocks (here it is "
                    + now + ")";
        } catch (CertificateNotYetValidException e) {
            return "it is not valid before " + leaf.getNotBefore().toInstant() + "; check the clocks (here it is " + now
                    + ")";
        } catch (CertPathBuilderException e) {
            return "it was signed by \""
                    + PrintableText.escape(leaf.getIssuerX500Principal().getName()) + "\", which is not among the"
                    + " authorities that we were given";
        } catch (GeneralSecurityException e) {
            return "it cannot be verified: " + e.getMessage();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustedAuthorities authorities && authorities.pem.equals(pem);
    }

    @Override
    public int hashCode() {
        return pem.hashCode();
    }

    private PKIXBuilderParameters parameters(List<X509Certificate> chain, X509Certificate leaf, Instant now)
            throws InvalidAlgorithmParameterException, NoSuchAlgorithmException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(leaf);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        return parameters;
    }

    private static boolean isForClients(X509Certificate leaf) throws CertificateParsingException {
        List<String> uses = leaf.getExtendedKeyUsage();
        return uses == null || uses.contains(CLIENT_AUTH) || uses.contains(ANY_USE);
    }
}
