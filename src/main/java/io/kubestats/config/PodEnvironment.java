package io.kubestats.config;

import static java.util.Objects.requireNonNull;

/**
 * The environment of a pod in a cluster; all components are empty outside a pod.
 *
 * @param apiServerHost {@code KUBERNETES_SERVICE_HOST}
 * @param apiServerPort {@code KUBERNETES_SERVICE_PORT}
 * @param namespace namespace of the pod
 */
public record PodEnvironment(String apiServerHost, String apiServerPort, String namespace) {
    public PodEnvironment {
        requireNonNull(apiServerHost, "apiServerHost");
        requireNonNull(apiServerPort, "apiServerPort");
        requireNonNull(namespace, "namespace");
    }
}
