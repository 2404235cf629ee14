package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Configuration of {@code serve} inside a cluster, behind the aggregation layer.
 *
 * @param startPatience maximum wait at start for an API server that does not respond
 * @param shutdownDelay time to keep serving after a stop request, so that clients move to another replica
 */
public record ClusterConfig(
        ApiServerConfig apiServer,
        DiscoveryConfig discovery,
        AccessConfig access,
        CertificateConfig certificates,
        Duration startPatience,
        Duration shutdownDelay) {
    public ClusterConfig {
        requireNonNull(apiServer, "apiServer");
        requireNonNull(discovery, "discovery");
        requireNonNull(access, "access");
        requireNonNull(certificates, "certificates");
        requireNonNull(startPatience, "startPatience");
        requireNonNull(shutdownDelay, "shutdownDelay");
    }
}
