/**
 * Keys, certificates and TLS contexts from PEM.
 */
@NullMarked
package io.kubestats.tls;

import org.jspecify.annotations.NullMarked;
