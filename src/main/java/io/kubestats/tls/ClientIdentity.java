package io.kubestats.tls;

/**
 * Client credentials for the servers of a cluster, and the authorities that verify them; unset parts are empty.
 * Thread-safe.
 */
public interface ClientIdentity {
    /** An identity without any credentials. */
    ClientIdentity NONE = new ClientIdentity() {};

    /** Returns the PEM certificates of the authorities that sign server certificates. */
    default byte[] authority() {
        return new byte[0];
    }

    /** Returns the client certificate with its chain, in PEM. */
    default byte[] certificate() {
        return new byte[0];
    }

    /** Returns the private key of the client certificate, in PEM. */
    default byte[] key() {
        return new byte[0];
    }

    /** Returns the current value of the Authorization header. */
    default String authorization() {
        return "";
    }
}
