/** Tests of {@code io.kubestats.kubelet.tls}. */
@NullMarked
package io.kubestats.kubelet.tls;

import org.jspecify.annotations.NullMarked;
