package io.kubestats.apiserver;

import io.kubestats.tls.ClientIdentity;
import java.net.URI;
import javax.net.ssl.SSLContext;

/** The API server's address, the authorities that verify it, and the client's credentials. Thread-safe. */
interface ApiServerCredentials {
    /** Returns scheme, host and port, without a path. */
    URI server();

    /** Returns whether the server's certificate must match the host. */
    boolean checksHost();

    /** Returns the value of the Authorization header; empty without one. */
    String authorization();

    /** Returns the TLS context for new connections; a different object after files changed. */
    SSLContext sslContext();

    /** Returns the identity for kubelets if no flag configures one. */
    default ClientIdentity identity() {
        return ClientIdentity.NONE;
    }

    /** Checks for changes if a check is due; unusable files change nothing. */
    void refresh();

    /** Checks for changes at once, after the API server rejected the credentials. */
    void renew();
}
