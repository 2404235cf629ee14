package io.kubestats.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 in hexadecimal digits. */
final class Sha256 {
    private Sha256() {}

    /** Returns the digest of {@code bytes}. */
    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** Returns the digest of certificates one after another; of one, it is the fingerprint. */
    static String of(List<X509Certificate> chain) {
        MessageDigest digest = sha256();
        try {
            for (X509Certificate certificate : chain) {
                digest.update(certificate.getEncoded());
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
