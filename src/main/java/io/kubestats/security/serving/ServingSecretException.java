package io.kubestats.security.serving;

/** A failure to read or replace the Secret of the serving certificate. The message has the remedy. */
final class ServingSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    ServingSecretException(String message) {
        super(message);
    }
}
