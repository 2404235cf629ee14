package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Configuration of the kubelet client. Files are reloaded when they change.
 *
 * @param insecureTls whether to accept any certificate
 * @param certificateAuthority PEM bundle for verifying kubelets' certificates; the JDK's own if absent
 * @param clientCertificate PEM client certificate, with {@code clientKey}
 * @param tokenFile file with the bearer token
 * @param maxBodyBytes maximum size of a response body
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

    /** Returns the defaults. */
    public static KubeletConfig defaults() {
        return new KubeletConfig(
                false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), DEFAULT_MAX_BODY_BYTES);
    }
}
