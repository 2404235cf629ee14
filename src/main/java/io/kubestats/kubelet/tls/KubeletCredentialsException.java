package io.kubestats.kubelet.tls;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file with our credentials or with the kubelets' certificate authority cannot be used. The one-line
 * message names the flag, the file and the problem.
 */
public final class KubeletCredentialsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KubeletCredentialsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
