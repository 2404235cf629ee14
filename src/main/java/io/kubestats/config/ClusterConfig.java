package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a service runs with that finds its kubelets in a cluster and answers behind its API server.
 *
 * @param startPatience how long it waits at the start for an API server that does not answer
 * @param shutdownDelay how long it goes on answering after a stop was asked for, so that callers find another
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
