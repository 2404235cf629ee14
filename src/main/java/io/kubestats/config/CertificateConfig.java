package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Configuration of the serving certificate.
 *
 * @param files certificate and key; issued by a built-in authority if absent
 * @param namespace namespace of the Secret and the Services
 * @param services names of the Services in front of this server, all of them subject names of the certificate
 * @param secret Secret with the built-in authority, which all replicas share
 * @param keepCaBundles whether to keep the {@code caBundle} up to date in the APIServices of {@code services}
 */
public record CertificateConfig(
        Optional<Files> files, String namespace, List<String> services, String secret, boolean keepCaBundles) {
    public CertificateConfig {
        requireNonNull(files, "files");
        requireNonNull(namespace, "namespace");
        services = List.copyOf(services);
        requireNonNull(secret, "secret");
    }

    /** Returns the defaults. */
    public static CertificateConfig defaults() {
        return new CertificateConfig(
                Optional.empty(),
                "kube-system",
                List.of("kubestats", "metrics-server"),
                "kubestats-serving-cert",
                true);
    }

    /** A PEM certificate chain and its PEM key, reloaded when they change. */
    public record Files(Path certificate, Path key) {
        public Files {
            requireNonNull(certificate, "certificate");
            requireNonNull(key, "key");
        }
    }
}
