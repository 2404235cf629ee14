package io.kubestats.demo.kubelet;

import io.kubestats.tls.EcdsaSigner;
import io.kubestats.tls.PemBlock;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/**
 * The certificate authority of one demo and the serving certificates that it signs, one for each node, all with the
 * same key pair. Nothing is written to a file. Thread-safe.
 */
final class DemoCertificates {
    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final X500Name ISSUER = new X500Name("CN=kubestats-demo-ca");
    private static final int SERIAL_BITS = 120;

    private final SecureRandom random = new SecureRandom();
    private final Instant now;
    private final PrivateKey signing;
    private final KeyPair serving;
    private final X509Certificate authority;

    private DemoCertificates(Instant now, KeyPair authorityKeys, KeyPair serving)
            throws GeneralSecurityException, IOException {
        this.now = now;
        this.serving = serving;
        this.signing = authorityKeys.getPrivate();
        X509v3CertificateBuilder builder = builder(ISSUER, authorityKeys);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        this.authority = sign(builder);
    }

    /** Creates an authority whose certificates are valid from about {@code now} on. */
    static DemoCertificates create(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new DemoCertificates(now, generator.generateKeyPair(), generator.generateKeyPair());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make the demo's certificate authority", e);
        }
    }

    /** Returns the key of every serving certificate. */
    PrivateKey servingKey() {
        return serving.getPrivate();
    }

    /** Returns the serving certificate of a kubelet: the node's identity, valid for its name and address. */
    X509Certificate serving(String node, InetAddress address) {
        try {
            X509v3CertificateBuilder builder = builder(new X500Name("O=system:nodes,CN=system:node:" + node), serving);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, node),
                new GeneralName(GeneralName.iPAddress, address.getHostAddress())
            }));
            return sign(builder);
        } catch (GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException("cannot sign a certificate for " + node, e);
        }
    }

    /** Returns the authority's own certificate. */
    X509Certificate authority() {
        return authority;
    }

    /** Returns the authority's own certificate as PEM. */
    String authorityPem() {
        try {
            return PemBlock.text("CERTIFICATE", authority.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was made cannot be written", e);
        }
    }

    private X509v3CertificateBuilder builder(X500Name subject, KeyPair keys) {
        return new JcaX509v3CertificateBuilder(
                ISSUER,
                new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(VALIDITY)),
                subject,
                keys.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(new EcdsaSigner(signing)));
    }
}
