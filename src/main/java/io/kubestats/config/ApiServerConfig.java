package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the API server is reached.
 *
 * @param kubeconfig where it is and who we are; the pod's service account, if absent
 */
public record ApiServerConfig(Optional<Path> kubeconfig) {
    public ApiServerConfig {
        requireNonNull(kubeconfig, "kubeconfig");
    }

    /** What is used without a flag. */
    public static ApiServerConfig defaults() {
        return new ApiServerConfig(Optional.empty());
    }
}
