package io.kubestats.apiserver;

import io.kubestats.tls.ClientIdentity;
import java.net.URI;
import javax.net.ssl.SSLContext;

/** Where the API server is, whom we take for it, and who we are to it. Safe for any number of threads. */
interface ApiServerCredentials {
    /** Scheme, host and port, without a path. */
    URI server();

    /** Whether the server's certificate must name the host. */
    boolean checksHost();

    /** The value of the Authorization header; empty if there is none. */
    String authorization();

    /** The TLS context for new connections; another object after files changed. */
    SSLContext sslContext();

    /** What kubelets are shown where no flag says it. */
    default ClientIdentity identity() {
        return ClientIdentity.NONE;
    }

    /** Looks for changes, if it is time to; what cannot be used any more changes nothing. */
    void refresh();

    /** Looks for changes at once, since we were not known. */
    void renew();
}
