package io.kubestats.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An in-memory certificate authority. */
public final class FakeAuthority {
    private static final AtomicLong SERIALS = new AtomicLong(1);

    private final KeyPair keys;
    private final X509Certificate certificate;

    /** Creates an authority with its own keys. */
    public FakeAuthority(String name) {
        keys = newKeys("EC", 256);
        certificate = sign(new X500Principal("CN=" + name), keys, keys, new X500Principal("CN=" + name), true);
    }

    /** Returns the authority's own certificate as PEM. */
    public String pem() {
        return FakeIdentity.pem("CERTIFICATE", FakeIdentity.encoded(certificate));
    }

    /**
     * Issues a certificate for {@code name} and the given addresses ({@code 127.0.0.1}) and names ({@code localhost}).
     */
    public FakeIdentity issue(String name, String... alternativeNames) {
        return issue(newKeys("EC", 256), name, alternativeNames);
    }

    /** Issues a certificate for these keys. */
    public FakeIdentity issue(KeyPair subjectKeys, String name, String... alternativeNames) {
        X509Certificate issued = sign(
                certificate.getSubjectX500Principal(),
                keys,
                subjectKeys,
                new X500Principal("CN=" + name),
                false,
                alternativeNames);
        return new FakeIdentity(issued, subjectKeys.getPrivate());
    }

    /** Issues a self-signed certificate. */
    public static FakeIdentity selfSigned(String name, String... alternativeNames) {
        KeyPair keys = newKeys("EC", 256);
        X500Principal subject = new X500Principal("CN=" + name);
        return new FakeIdentity(sign(subject, keys, keys, subject, false, alternativeNames), keys.getPrivate());
    }

    /** Generates a key pair. */
    public static KeyPair newKeys(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(
            X500Principal issuer,
            KeyPair issuerKeys,
            KeyPair subjectKeys,
            X500Principal subject,
            boolean authority,
            String... alternativeNames) {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIALS.getAndIncrement()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                subject,
                subjectKeys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (alternativeNames.length > 0) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names(alternativeNames)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName[] names(String... alternativeNames) {
        return Arrays.stream(alternativeNames)
                .map(name -> new GeneralName(
                        Character.isDigit(name.charAt(0)) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
    }
}
