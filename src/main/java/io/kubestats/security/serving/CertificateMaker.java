package io.kubestats.security.serving;

import static java.util.Objects.requireNonNull;

import io.kubestats.tls.EcdsaSigner;
import io.kubestats.tls.PemBlock;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** Issuer of our own authority and of the certificates that it signs. Thread-safe. */
final class CertificateMaker {
    static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    static final Duration CERTIFICATE_LIFE = Duration.ofDays(365);

    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final int SERIAL_BITS = 120;
    private static final int LONGEST_COMMON_NAME = 64;

    private final SecureRandom random = new SecureRandom();
    private final List<String> names;

    /** Creates an issuer of certificates for {@code names} and for the local machine. */
    CertificateMaker(List<String> names) {
        this.names = List.copyOf(names);
    }

    /**
     * Returns a new authority and a certificate that it signed; {@code older} authorities remain trusted for a while.
     */
    ServingMaterial everything(String older, Instant now) {
        try {
            KeyPair keys = newKeys();
            X500Name subject = new X500Name("CN=kubestats-ca@" + now.getEpochSecond());
            X509v3CertificateBuilder builder = builder(subject, subject, keys, now, AUTHORITY_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            String authority = signed(builder, keys.getPrivate());
            return certificate(new ServingMaterial(authority + older, keyPem(keys.getPrivate()), "", ""), now);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates cannot be made here", e);
        }
    }

    /** Returns the same authority with a new certificate. */
    ServingMaterial certificate(ServingMaterial of, Instant now) {
        try {
            X509Certificate authority = of.authority();
            KeyPair keys = newKeys();
            X500Name issuer =
                    X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
            String longest = requireNonNull(names.get(0));
            X500Name subject = new X500Name("CN=" + (longest.length() > LONGEST_COMMON_NAME ? "kubestats" : longest));
            X509v3CertificateBuilder builder = builder(issuer, subject, keys, now, CERTIFICATE_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.getPublicKey()));
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames());
            return new ServingMaterial(
                    of.authorities(), of.authorityKey(), signed(builder, of.signingKey()), keyPem(keys.getPrivate()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates cannot be made here", e);
        }
    }

    private GeneralNames alternativeNames() {
        return new GeneralNames(Stream.concat(
                        Stream.concat(names.stream(), Stream.of("localhost"))
                                .map(name -> new GeneralName(GeneralName.dNSName, name)),
                        Stream.of("127.0.0.1", "::1").map(address -> new GeneralName(GeneralName.iPAddress, address)))
                .toArray(GeneralName[]::new));
    }

    private X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair keys, Instant now, Duration life) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(life)),
                subject,
                keys.getPublic());
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String signed(X509v3CertificateBuilder builder, PrivateKey key) throws IOException {
        return PemBlock.text("CERTIFICATE", builder.build(new EcdsaSigner(key)).getEncoded());
    }

    private static String keyPem(PrivateKey key) {
        return PemBlock.text("PRIVATE KEY", key.getEncoded());
    }
}
