package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Location of the API server and source of the credentials.
 *
 * @param kubeconfig file with address and credentials; the pod's service account if absent
 * @param host host of the API server from the pod's environment; empty outside a pod
 * @param port port of the API server from the pod's environment; empty outside a pod
 * @param serviceAccount directory with the service account's {@code token}, {@code ca.crt} and {@code namespace}
 */
public record ApiServerConfig(Optional<Path> kubeconfig, String host, String port, Path serviceAccount) {
    /** Directory where Kubernetes mounts the service account's files. */
    public static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    public ApiServerConfig {
        requireNonNull(kubeconfig, "kubeconfig");
        requireNonNull(host, "host");
        requireNonNull(port, "port");
        requireNonNull(serviceAccount, "serviceAccount");
    }

    /** Returns the configuration for a kubeconfig file. */
    public static ApiServerConfig ofKubeconfig(Path file) {
        return new ApiServerConfig(Optional.of(file), "", "", SERVICE_ACCOUNT);
    }

    /** Returns the configuration for this pod's cluster and service account. */
    public static ApiServerConfig ofPod(String host, String port) {
        return new ApiServerConfig(Optional.empty(), host, port, SERVICE_ACCOUNT);
    }
}
