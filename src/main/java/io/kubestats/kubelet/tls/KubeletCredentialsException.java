package io.kubestats.kubelet.tls;

import org.jspecify.annotations.Nullable;

/**
 * A file that proves who we are, or who the kubelets are, cannot be used. The message names the flag, the file and what
 * is wrong with it, in one line for a person.
 */
public final class KubeletCredentialsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KubeletCredentialsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
