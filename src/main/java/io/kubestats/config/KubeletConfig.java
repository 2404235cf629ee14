package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How kubelets are asked. Files are read again when they change.
 *
 * @param insecureTls whether any certificate is taken
 * @param certificateAuthority PEM bundle that kubelets' certificates are verified against; the JDK's own if absent
 * @param clientCertificate PEM certificate that we show, with {@code clientKey}
 * @param tokenFile bearer token
 * @param maxBodyBytes largest body that is read
 */
public record KubeletConfig(
        boolean insecureTls,
        Optional<Path> certificateAuthority,
        Optional<Path> clientCertificate,
        Optional<Path> clientKey,
        Optional<Path> tokenFile,
        int maxBodyBytes) {
    /** 32 MiB: five times the Summary of a node with 500 pods and ten interfaces each. */
    public static final int DEFAULT_MAX_BODY_BYTES = 32 << 20;

    public KubeletConfig {
        requireNonNull(certificateAuthority, "certificateAuthority");
        requireNonNull(clientCertificate, "clientCertificate");
        requireNonNull(clientKey, "clientKey");
        requireNonNull(tokenFile, "tokenFile");
    }

    /** What is used without a flag. */
    public static KubeletConfig defaults() {
        return new KubeletConfig(
                false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), DEFAULT_MAX_BODY_BYTES);
    }
}
