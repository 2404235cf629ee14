package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The certificate that we show to callers.
 *
 * @param files a certificate and its key; our own authority makes them, if absent
 * @param namespace where our Secret and Services are
 * @param services names of the Services that callers reach us by, each a name of the certificate
 * @param secret the Secret that holds our authority, so that all replicas show the same
 * @param keepCaBundles whether the {@code caBundle} of APIServices that lead to one of {@code services} is kept true
 */
public record CertificateConfig(
        Optional<Files> files, String namespace, List<String> services, String secret, boolean keepCaBundles) {
    public CertificateConfig {
        requireNonNull(files, "files");
        requireNonNull(namespace, "namespace");
        services = List.copyOf(services);
        requireNonNull(secret, "secret");
    }

    /** What is used without a flag. */
    public static CertificateConfig defaults() {
        return new CertificateConfig(
                Optional.empty(),
                "kube-system",
                List.of("kubestats", "metrics-server"),
                "kubestats-serving-cert",
                true);
    }

    /** A PEM certificate, with its chain, and its PEM key; read again when they change. */
    public record Files(Path certificate, Path key) {
        public Files {
            requireNonNull(certificate, "certificate");
            requireNonNull(key, "key");
        }
    }
}
