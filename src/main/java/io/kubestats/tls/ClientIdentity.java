package io.kubestats.tls;

/**
 * Client credentials for the servers of a cluster, and the authorities that verify them; unset parts are empty.
 * Thread-safe.
 */
public interface ClientIdentity {
    /** Nothing is said. */
    ClientIdentity NONE = new ClientIdentity() {};

    /** The PEM authorities that sign servers' certificates. */
    default byte[] authority() {
        return new byte[0];
    }

    /** Our PEM certificate with its chain. */
    default byte[] certificate() {
        return new byte[0];
    }

    /** The PEM key of our certificate. */
    default byte[] key() {
        return new byte[0];
    }

    /** The value of the Authorization header, as it is now. */
    default String authorization() {
        return "";
    }
}
