package io.kubestats.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reader of private keys in PEM: PKCS#8, the only form that the JDK reads, and the two older forms that Kubernetes
 * installers write, PKCS#1 for RSA and SEC 1 for elliptic curves, which are wrapped in PKCS#8 first.
 */
public final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final byte[] RSA = {
        0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };
    private static final byte[] EC_OID = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};
    private static final int LARGEST_FILE = 60_000;
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 4;
    private static final int SEC1_CURVE = 0xa0;

    private PrivateKeys() {}

    /**
     * Returns the first private key of a file.
     *
     * @throws IllegalArgumentException with a readable message if there is no usable key
     */
    public static PrivateKey first(byte[] file) {
        if (file.length > LARGEST_FILE) {
            throw new IllegalArgumentException("is too large for a private key");
        }
        for (PemBlock block : PemBlock.all(file)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return pkcs8(block.der());
                }
                case "RSA PRIVATE KEY" -> {
                    return pkcs8(envelope(RSA, block.der()));
                }
                case "EC PRIVATE KEY" -> {
                    return pkcs8(envelope(tlv(SEQUENCE, EC_OID, curve(block.der())), block.der()));
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new IllegalArgumentException("is encrypted; a key without a passphrase is needed");
                default -> {
                    // Certificates and curve parameters may precede the key.
                }
            }
        }
        throw new IllegalArgumentException("holds no private key (-----BEGIN PRIVATE KEY-----)");
    }

    private static PrivateKey pkcs8(byte[] der) {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
        return ALGORITHMS.stream()
                .flatMap(algorithm -> pkcs8(algorithm, spec).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "holds a private key that is neither RSA, EC nor Ed25519, or is damaged"));
    }

    private static Optional<PrivateKey> pkcs8(String algorithm, PKCS8EncodedKeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            // The key is of another algorithm.
            return Optional.empty();
        }
    }

    private static byte[] envelope(byte[] algorithm, byte[] key) {
        return tlv(SEQUENCE, VERSION_0, algorithm, tlv(OCTET_STRING, key));
    }

    /** Returns the name of the curve, the third element of a SEC 1 key. */
    private static byte[] curve(byte[] sec1) {
        try {
            int at = contentStart(sec1, 0);
            at = next(sec1, at);
            at = next(sec1, at);
            if ((sec1[at] & 0xff) == SEC1_CURVE) {
                int from = contentStart(sec1, at);
                return Arrays.copyOfRange(sec1, from, next(sec1, at));
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("holds a private key that is damaged", e);
        }
        throw new IllegalArgumentException("holds an EC key that does not name its curve; write it as PKCS#8");
    }

    private static int contentStart(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        return length < 0x80 ? at + 2 : at + 2 + length - 0x80;
    }

    private static int next(byte[] der, int at) {
        int start = contentStart(der, at);
        int length = der[at + 1] & 0xff;
        if (length >= 0x80) {
            length = 0;
            for (int i = at + 2; i < start; i++) {
                length = (length << 8) | (der[i] & 0xff);
            }
        }
        if (length < 0 || length > der.length - start) {
            throw new ArrayIndexOutOfBoundsException(start);
        }
        return start + length;
    }

    private static byte[] tlv(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 5);
        out.write(tag);
        writeLength(out, length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Writes a length in the fewest bytes, as DER requires; no key needs more than two. */
    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length > 0xff) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 0x7f) {
            out.write(0x81);
        }
        out.write(length);
    }
}
