package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a service runs with that finds its kubelets in a cluster and answers behind its API server.
 *
 * @param shutdownDelay how long it goes on answering after a stop was asked for, so that callers find another
 */
public record ClusterConfig(
        ApiServerConfig apiServer,
        DiscoveryConfig discovery,
        AccessConfig access,
        CertificateConfig certificates,
        Duration shutdownDelay) {
    public ClusterConfig {
        requireNonNull(apiServer, "apiServer");
        requireNonNull(discovery, "discovery");
        requireNonNull(access, "access");
        requireNonNull(certificates, "certificates");
        requireNonNull(shutdownDelay, "shutdownDelay");
    }
}
