package io.kubestats.kubelet.tls;

import java.security.cert.CertificateException;

/** A kubelet's certificate was refused; the message says why and what to do, for a person. */
public final class RefusedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1;

    public RefusedCertificateException(String message) {
        super(message);
    }
}
