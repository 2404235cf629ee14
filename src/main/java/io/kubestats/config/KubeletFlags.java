package io.kubestats.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags of the kubelet client. Filled by picocli, then read once. */
public final class KubeletFlags {
    @Option(
            names = "--kubelet-certificate-authority",
            paramLabel = "FILE",
            description =
                    "PEM bundle to verify the kubelets' certificates against. Default: the cluster's authority, or the"
                            + " JDK's with --target.")
    private @Nullable String certificateAuthority;

    @Option(
            names = "--kubelet-insecure-tls",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Take any certificate from kubelets. Anyone between us and a kubelet can then read our"
                    + " credentials.")
    private boolean insecureTls;

    @Option(
            names = "--kubelet-token-file",
            paramLabel = "FILE",
            description = "Bearer token to show to kubelets, read again when it changes; never sent over plain http.")
    private @Nullable String tokenFile;

    @Option(
            names = "--kubelet-client-certificate",
            paramLabel = "FILE",
            description = "PEM certificate to show to kubelets, with --kubelet-client-key.")
    private @Nullable String clientCertificate;

    @Option(
            names = "--kubelet-client-key",
            paramLabel = "FILE",
            description = "PEM key of --kubelet-client-certificate.")
    private @Nullable String clientKey;

    @Option(
            names = "--kubelet-max-body-bytes",
            paramLabel = "N",
            description = "Largest answer that is read from a kubelet. Default: 33554432 (32 MiB).")
    private @Nullable String maxBodyBytes;

    /** Reads the configuration, with the service account's authority and token as defaults in a pod. */
    KubeletConfig kubeletInCluster(FlagReader reader, ApiServerConfig apiServer) {
        KubeletConfig given = kubelet(reader);
        if (apiServer.kubeconfig().isPresent()) {
            return given;
        }
        Path authority = apiServer.serviceAccount().resolve("ca.crt");
        boolean ownIdentity =
                given.tokenFile().isPresent() || given.clientCertificate().isPresent();
        return new KubeletConfig(
                given.insecureTls(),
                given.insecureTls()
                        ? Optional.empty()
                        : given.certificateAuthority().or(() -> Optional.of(authority)),
                given.clientCertificate(),
                given.clientKey(),
                ownIdentity
                        ? given.tokenFile()
                        : Optional.of(apiServer.serviceAccount().resolve("token")),
                given.maxBodyBytes());
    }

    KubeletConfig kubelet(FlagReader reader) {
        Optional<Path> authority = reader.readableFile("--kubelet-certificate-authority", certificateAuthority);
        Optional<Path> token = reader.readableFile("--kubelet-token-file", tokenFile);
        Optional<Path> certificate = reader.readableFile("--kubelet-client-certificate", clientCertificate);
        Optional<Path> key = reader.readableFile("--kubelet-client-key", clientKey);
        if (certificate.isPresent() != key.isPresent()) {
            String missing = certificate.isPresent() ? "--kubelet-client-key" : "--kubelet-client-certificate";
            reader.problem(missing, "", "is needed too: a client certificate and its key go together");
        }
        if (insecureTls && authority.isPresent()) {
            reader.problem("--kubelet-insecure-tls", "", "contradicts --kubelet-certificate-authority; give one");
        }
        int body = reader.integer(
                "--kubelet-max-body-bytes", maxBodyBytes, KubeletConfig.DEFAULT_MAX_BODY_BYTES, 1 << 16, 1 << 30);
        return new KubeletConfig(insecureTls, authority, certificate, key, token, body);
    }
}
