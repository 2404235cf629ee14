package io.kubestats.kubelet;

import java.security.cert.CertificateException;

/** A kubelet's certificate was refused; the message says why and what to do, for a person. */
final class RefusedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1;

    RefusedCertificateException(String message) {
        super(message);
    }
}
