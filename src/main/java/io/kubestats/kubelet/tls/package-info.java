/** Credentials for kubelets and verification of their certificates. */
@NullMarked
package io.kubestats.kubelet.tls;

import org.jspecify.annotations.NullMarked;
