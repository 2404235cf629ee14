package io.kubestats.security.serving;

import static java.util.Objects.requireNonNull;

import io.kubestats.security.serving.CurrentIdentity.ServingPair;
import io.kubestats.tls.PrivateKeys;
import io.kubestats.tls.TlsContexts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The own authority and a certificate that it signed, as PEM.
 *
 * @param authorities the authority that signs now, followed by earlier ones that may still be trusted
 */
record ServingMaterial(String authorities, String authorityKey, String certificate, String key) {
    private static final int DNS_NAME = 2;

    ServingMaterial {
        requireNonNull(authorities, "authorities");
        requireNonNull(authorityKey, "authorityKey");
        requireNonNull(certificate, "certificate");
        requireNonNull(key, "key");
    }

    /** The certificate chain and key that are served. */
    ServingPair pair() throws GeneralSecurityException {
        return pair(bytes(certificate), bytes(key));
    }

    /**
     * Returns a certificate and its key.
     *
     * @throws IllegalArgumentException if one is invalid, or they do not belong together
     */
    static ServingPair pair(byte[] certificate, byte[] key) throws GeneralSecurityException {
        PrivateKey privateKey = PrivateKeys.first(key);
        return new ServingPair(TlsContexts.chain(certificate, privateKey), privateKey);
    }

    /** Returns the authority that signs. */
    X509Certificate authority() throws GeneralSecurityException {
        return TlsContexts.certificates(bytes(authorities)).get(0);
    }

    PrivateKey signingKey() {
        return PrivateKeys.first(bytes(authorityKey));
    }

    /** Returns the reason to renew the certificate now, or an empty string. */
    String fault(Collection<String> names, Instant now) {
        try {
            X509Certificate leaf = pair().chain().get(0);
            leaf.verify(authority().getPublicKey());
            if (!dnsNames(leaf).containsAll(names)) {
                return "it lacks one of the names " + names;
            }
            return ageFault(leaf, now);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return "it cannot be used: " + e.getMessage();
        }
    }

    /** Returns the reason to renew the authority now, or an empty string. */
    String authorityFault(Instant now) {
        try {
            return TlsContexts.belongTogether(authority(), signingKey())
                    ? ageFault(authority(), now)
                    : "its key does not match";
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return "it cannot be used: " + e.getMessage();
        }
    }

    /** Returns when the certificate or the authority is due for renewal by age, whichever is first; both are valid. */
    Instant renewal() {
        try {
            Instant ofCertificate =
                    renewal(TlsContexts.certificates(bytes(certificate)).get(0));
            Instant ofAuthority = renewal(authority());
            return ofCertificate.isBefore(ofAuthority) ? ofCertificate : ofAuthority;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("valid serving material cannot be read", e);
        }
    }

    private static String ageFault(X509Certificate certificate, Instant now) {
        Instant begin = certificate.getNotBefore().toInstant();
        if (now.isBefore(begin)) {
            return "it is not valid before " + begin;
        }
        return now.isAfter(renewal(certificate)) ? "two thirds of its lifetime have passed" : "";
    }

    /** Returns the end of two thirds of a certificate's life. */
    private static Instant renewal(X509Certificate certificate) {
        Instant begin = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(begin, certificate.getNotAfter().toInstant());
        return begin.plus(life.multipliedBy(2).dividedBy(3));
    }

    private static Set<String> dnsNames(X509Certificate certificate) throws CertificateParsingException {
        Set<String> names = new HashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                if (alternative.get(0).equals(DNS_NAME)) {
                    names.add(String.valueOf(alternative.get(1)));
                }
            }
        }
        return names;
    }

    private static byte[] bytes(String pem) {
        return pem.getBytes(StandardCharsets.ISO_8859_1);
    }
}
