package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the API server is reached.
 *
 * @param kubeconfig where it is and who we are; the pod's service account, if absent
 * @param host of the API server as a pod's environment names it; empty outside a pod
 * @param port of the API server as a pod's environment names it; empty outside a pod
 * @param serviceAccount directory with the service account's {@code token}, {@code ca.crt} and {@code namespace}
 */
public record ApiServerConfig(Optional<Path> kubeconfig, String host, String port, Path serviceAccount) {
    /** Where Kubernetes puts the service account's files. */
    public static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    public ApiServerConfig {
        requireNonNull(kubeconfig, "kubeconfig");
        requireNonNull(host, "host");
        requireNonNull(port, "port");
        requireNonNull(serviceAccount, "serviceAccount");
    }

    /** The API server and the account that {@code file} names. */
    public static ApiServerConfig ofKubeconfig(Path file) {
        return new ApiServerConfig(Optional.of(file), "", "", SERVICE_ACCOUNT);
    }

    /** The API server of the cluster that this pod is in. */
    public static ApiServerConfig ofPod(String host, String port) {
        return new ApiServerConfig(Optional.empty(), host, port, SERVICE_ACCOUNT);
    }
}
