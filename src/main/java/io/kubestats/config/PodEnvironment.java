package io.kubestats.config;

import static java.util.Objects.requireNonNull;

/**
 * What a pod is told of its cluster; each part is empty outside a pod.
 *
 * @param apiServerHost {@code KUBERNETES_SERVICE_HOST}
 * @param apiServerPort {@code KUBERNETES_SERVICE_PORT}
 * @param namespace that the pod is in
 */
public record PodEnvironment(String apiServerHost, String apiServerPort, String namespace) {
    public PodEnvironment {
        requireNonNull(apiServerHost, "apiServerHost");
        requireNonNull(apiServerPort, "apiServerPort");
        requireNonNull(namespace, "namespace");
    }
}
