package io.kubestats.kubelet.tls;

import java.security.cert.CertificateException;

/** Thrown when a kubelet's certificate is refused; the message gives the reason and the remedy. */
public final class RefusedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1;

    public RefusedCertificateException(String message) {
        super(message);
    }
}
