/** HTTP client for kubelets. */
@NullMarked
package io.kubestats.kubelet;

import org.jspecify.annotations.NullMarked;
