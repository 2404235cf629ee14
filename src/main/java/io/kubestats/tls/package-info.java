/**
 * Keys, certificates and TLS contexts from PEM, and a signer of new certificates.
 */
@NullMarked
package io.kubestats.tls;

import org.jspecify.annotations.NullMarked;
