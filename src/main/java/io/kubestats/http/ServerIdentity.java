package io.kubestats.http;

import javax.net.ssl.X509ExtendedKeyManager;

/** Certificate and key of a TLS listener, read at each handshake, so that a renewed one takes effect immediately. */
public interface ServerIdentity {
    /** Returns the key manager. It is always the same object, while its certificate may change. */
    X509ExtendedKeyManager keyManager();
}
