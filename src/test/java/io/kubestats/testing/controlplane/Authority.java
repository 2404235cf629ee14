package io.kubestats.testing.controlplane;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of a cluster, with the certificates that it signs. */
public final class Authority {
    private static final AtomicLong SERIALS = new AtomicLong(System.nanoTime());

    private final X500Name name;
    private final KeyPair keys;
    private final String pem;

    /** Creates an authority. */
    public Authority(String commonName) {
        name = new X500Name("CN=" + commonName);
        keys = newKeys();
        pem = certificate(name, keys, Duration.ofDays(2), true, List.of());
    }

    /** Returns its own certificate. */
    public String pem() {
        return pem;
    }

    /** Returns its own certificate and key, for a server that signs with them. */
    Identity identity() {
        return new Identity(pem, pem(new JcaPKCS8GeneratorOf(keys)));
    }

    /** Issues a certificate for servers and clients, with its key. */
    public Identity issue(String subject, String... alternativeNames) {
        return issue(subject, Duration.ofDays(1), alternativeNames);
    }

    /** Issues a certificate that ends after {@code life}, or has already ended. */
    public Identity issue(String subject, Duration life, String... alternativeNames) {
        KeyPair own = newKeys();
        return new Identity(
                certificate(new X500Name(subject), own, life, false, List.of(alternativeNames)),
                pem(new JcaPKCS8GeneratorOf(own)));
    }

    private String certificate(
            X500Name subject, KeyPair own, Duration life, boolean authority, List<String> alternativeNames) {
        Instant end = Instant.now().plus(life);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(SERIALS.incrementAndGet()),
                Date.from(end.minus(Duration.ofDays(3))),
                Date.from(end),
                subject,
                own.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (authority) {
                builder.addExtension(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature));
            } else {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                }));
            }
            if (!alternativeNames.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(alternativeNames.stream()
                                .map(Authority::alternativeName)
                                .toArray(GeneralName[]::new)));
            }
            return pem(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName alternativeName(String text) {
        boolean address = text.matches("[0-9.]+|.*:.*");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, text);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    object instanceof JcaPKCS8GeneratorOf key
                            ? new JcaPKCS8Generator(key.keys().getPrivate(), null)
                            : object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private record JcaPKCS8GeneratorOf(KeyPair keys) {}

    /** A certificate and its key, as PEM. */
    public record Identity(String certificate, String key) {
        /** Writes the files {@code name.crt} and {@code name.key}, and returns the path of the first. */
        public Path write(Path directory, String name) throws IOException {
            Files.writeString(directory.resolve(name + ".key"), key);
            return Files.writeString(directory.resolve(name + ".crt"), certificate);
        }
    }
}
