package io.kubestats.http;

import javax.net.ssl.X509ExtendedKeyManager;

/** The certificate and key that a TLS listener shows; asked at each handshake, so that a new one counts at once. */
public interface ServerIdentity {
    /** The same object for good, whose certificate may change. */
    X509ExtendedKeyManager keyManager();
}
